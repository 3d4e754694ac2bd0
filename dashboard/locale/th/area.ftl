# Drawing on the map
draw-tools = วาดพื้นที่ที่สนใจ
draw-keys = แผนที่ ระหว่างวาด: ปุ่มลูกศรเลื่อนกากบาท Enter วางจุด Backspace ถอนจุดล่าสุด Escape ยกเลิก
draw-polygon = วาดรูปหลายเหลี่ยม
draw-box = วาดสี่เหลี่ยมผืนผ้า
draw-circle = วาดวงกลม
draw-cells = เลือกเซลล์
draw-finish = เสร็จสิ้นพื้นที่
draw-cancel = ยกเลิกการวาด
draw-hint-polygon = คลิกวางมุม ดับเบิลคลิกหรือคลิกมุมแรกเพื่อปิดรูป กด Escape เพื่อยกเลิก
draw-hint-box = คลิกมุมหนึ่ง แล้วคลิกมุมตรงข้าม กด Escape เพื่อยกเลิก
draw-hint-circle = คลิกจุดกลาง แล้วคลิกขอบ กด Escape เพื่อยกเลิก
draw-hint-cells = คลิกเซลล์ที่ต้องการ แล้วกดเสร็จสิ้น กด Escape เพื่อยกเลิก

# Area of interest: choosing it
area-choose = พื้นที่ที่สนใจ
area-draw = วาดบนแผนที่ด้วยเครื่องมือที่มุมขวาบน หรือเลือกวิธีต่อไปนี้
area-radius = รัศมี (กม.) รอบ { $name }
area-radius-take = ใช้วงกลมนี้
area-radius-none = ค้นหาสถานที่ก่อน แล้วจึงใช้วงกลมรอบสถานที่นั้น
area-upload = รูปหลายเหลี่ยมจากไฟล์
area-upload-help = GeoJSON หรือ KML ในลองจิจูดและละติจูดแบบ WGS 84 ไม่เกิน 64 MB ไฟล์อยู่ในหน่วยความจำของเซิร์ฟเวอร์และไม่ถูกเก็บไว้ รูปหลายเหลี่ยมจะอยู่ในที่อยู่ของหน้า
area-remove = ลบพื้นที่
area-circle = วงกลมรัศมี { $km } กม. { $km2 } ตร.กม.
area-box = สี่เหลี่ยมผืนผ้า { $km2 } ตร.กม.
area-polygon = รูปหลายเหลี่ยม { $km2 } ตร.กม.
area-cells = { $count } เซลล์ { $km2 } ตร.กม.
area-file-whole = พื้นที่ตรงกับรูปหลายเหลี่ยมในไฟล์ในระดับเมตร ({ $corners } มุม)
area-file-simplified = เพื่อให้ลิงก์บรรจุได้ มุม { $corners } มุมในไฟล์ถูกลดเหลือ { $kept } มุม ไม่มีมุมใดในไฟล์อยู่ห่างจากขอบพื้นที่เกิน { $error } เมตร
area-file-clipped = ส่วนที่อยู่นอกภูมิภาคถูกตัดออก
area-fault-unreadable = ข้อความนี้ไม่ใช่พื้นที่ ที่อยู่ของหน้าระบุพื้นที่ในรูป c1:ลองจิจูด,ละติจูด,กม. เช่น area=c1:98.5,16.7,20
area-fault-version = พื้นที่นี้สร้างด้วย Moei รุ่นใหม่กว่า (รุ่น { $version }) รุ่นนี้อ่านไม่ได้
area-fault-outside = พื้นที่อยู่นอกภูมิภาค ต้องอยู่ภายในลองจิจูด 60 ถึง 150 และละติจูด −15 ถึง 55 องศา
area-fault-degrees = พิกัดไม่ใช่องศา: พบ { $found } ต้องเป็น WGS 84 โดยลองจิจูดมาก่อนละติจูด ให้ส่งออกไฟล์เป็น EPSG:4326
area-fault-antimeridian = พื้นที่ข้ามเส้นเมริเดียน 180° หรือกว้างเกินครึ่งโลก ให้วาดทางตะวันตกหรือตะวันออกของเส้นนั้น
area-fault-empty = พื้นที่ไม่มีขนาด ต้องมีสามมุมที่ไม่อยู่ในแนวเดียวกัน
area-fault-crossing = ขอบพื้นที่ตัดกันเองใกล้ลองจิจูด { $longitude } ละติจูด { $latitude } ให้วาดโดยไม่ให้ขอบใดตัดกัน
area-fault-radius = รัศมีต้องอยู่ระหว่าง 0.05 ถึง 1,000 กม.: พบ { $km }
area-fault-cells = เลือก 1 ถึง 150 เซลล์ที่มีขนาดเดียวกัน
area-fault-long = พื้นที่มีมุมมากเกินกว่าที่ลิงก์จะบรรจุได้ ให้วาดด้วยมุมน้อยลง หรืออัปโหลดเป็นไฟล์ซึ่งจะถูกลดมุมให้
area-fault-no-polygon = ไฟล์ไม่มีรูปหลายเหลี่ยม มีแต่จุดหรือเส้น หรือไม่มีอะไรเลย
area-fault-damaged = ไฟล์ไม่ใช่ GeoJSON หรือ KML ที่สมบูรณ์
area-fault-size = ไฟล์ใหญ่กว่า { $megabytes } MB
area-fault-crs = พิกัดของไฟล์อยู่ในระบบ { $found } ให้ส่งออกเป็นลองจิจูดและละติจูดแบบ WGS 84 (EPSG:4326)

# Area of interest: its report
area-report = พื้นที่ที่สนใจ
area-periods = { $first } ถึง { $last } เทียบกับ { $before_first } ถึง { $before_last }
area-than = เทียบกับ
area-than-before = ช่วงก่อนหน้า
area-than-year = ช่วงเดียวกันของปีก่อน
area-than-dates = วันที่อื่น
area-than-from = ช่วงก่อน ตั้งแต่
area-than-to = ช่วงก่อน ถึง
area-than-reversed = ช่วงก่อนสิ้นสุดก่อนเริ่มต้น ให้วันแรกเป็นวันที่มาก่อน
area-than-overlap = สองช่วงซ้อนกัน เหตุการณ์ในส่วนที่ซ้อนจึงถูกนับทั้งสองช่วง จึงไม่มีข้อสรุป
area-no-dates = ไม่มีบันทึกใดมีวันที่ จึงไม่มีอะไรให้เทียบ
area-sentence-activity = ความเคลื่อนไหว: { $after } เหตุการณ์ ก่อนหน้า { $before }; { $verdict }
area-sentence-response = การตอบสนอง: { $after } เหตุการณ์ ก่อนหน้า { $before }; { $verdict }
area-verdict-few = บอกไม่ได้: { $count ->
    [0] ไม่มีเหตุการณ์ในทั้งสองช่วง
   *[other] ทั้งสองช่วงรวมกันมี { $count } เหตุการณ์ ซึ่งน้อยเกินไป
 }
area-verdict-overlap = บอกไม่ได้: สองช่วงซ้อนกัน
area-verdict-rise = เพิ่มขึ้นเกินความบังเอิญ ({ $p })
area-verdict-fall = ลดลงเกินความบังเอิญ ({ $p })
area-verdict-no-change = ไม่เปลี่ยนแปลง: ไม่ได้ลดลงครึ่งหนึ่งหรือเพิ่มเป็นสองเท่า
area-verdict-chance = บอกไม่ได้: อาจเป็นความบังเอิญ ({ $p })
area-days = แต่ละวันมีน้ำหนักเท่ากันในทั้งสองช่วง: { $days } วัน เทียบกับ { $before_days } วัน
area-share = จากความเคลื่อนไหวทั้งหมดที่ตรงกับตัวกรอง พื้นที่นี้มี { $after } จาก { $all_after } ก่อนหน้า { $before } จาก { $all_before }; สัดส่วน: { $verdict }
area-rough = อีก { $count } เหตุการณ์ในสองช่วงนี้ระบุตำแหน่งหยาบเกินกว่าจะบอกได้ว่าอยู่ภายในหรือไม่ (ช่วงนี้ { $after } ก่อนหน้า { $before }) จึงไม่รวมในตัวเลขข้างต้น
area-rough-changes = หากทั้งหมดอยู่ภายใน ข้อสรุปเรื่องความเคลื่อนไหวจะเป็น: { $verdict }
area-rough-holds = หากทั้งหมดอยู่ภายใน ข้อสรุปเรื่องความเคลื่อนไหวจะเหมือนเดิม
area-straddling = { $count } เหตุการณ์ภายในไม่ถูกนับ เพราะบอกไม่ได้ว่าวันที่อยู่ในช่วงใดช่วงหนึ่ง
area-enforcement = บันทึกเป็นไปตามการบังคับใช้กฎหมายและการรายงาน บันทึกที่มากขึ้นอาจหมายถึงความเคลื่อนไหวที่มากขึ้นหรือความสนใจที่มากขึ้น
area-table = เหตุการณ์ตามชั้นข้อมูลและชนิด เลือกแถวเพื่อดูบันทึก
area-column-what = รายการ
area-column-before = ก่อนหน้า
area-column-after = ช่วงนี้
area-column-verdict = ข้อสรุป
area-column-rough = อาจอยู่ภายใน (ก่อนหน้า, ช่วงนี้)
area-people = บุคคลตามชนิด
area-people-note = บุคคลต่างชนิดกันซ้อนทับกันและไม่นำมาบวกกัน
area-people-row = { $kind }: ช่วงนี้ { $after } ก่อนหน้า { $before }
area-people-none = ไม่มีบันทึกภายในที่นับจำนวนบุคคลในสองช่วงนี้
area-surroundings = สิ่งที่อยู่ในบริเวณ
area-compounds-inside = { $count ->
    [0] ไม่มีฐานสแกมที่ทราบแน่ชัดว่าอยู่ภายใน
   *[other] มีฐานสแกม { $count } แห่งอยู่ภายใน: { $names }
 }
area-compounds-rough = อีก { $count } แห่งอาจอยู่ภายใน เพราะระบุตำแหน่งหยาบเกินไป: { $names }
area-compounds-near = ที่ใกล้ที่สุดภายนอก: { $names }
area-crossings = จุดผ่านแดนที่ใกล้ที่สุด: { $names }
area-crossings-none = ไม่มีจุดผ่านแดนที่ทราบตำแหน่ง
area-named-km = { $name } ({ $km } กม.)
area-named-inside = { $name } (ภายใน)
area-more = และอีก { $count } แห่ง
area-border-through = ชายแดนพาดผ่านพื้นที่
area-border-away = ชายแดนอยู่ห่าง { $km } กม.
area-border-far = ชายแดนอยู่ห่างเกิน 100 กม.
area-border-facing = ติดกับหลักกิโลเมตรชายแดนที่ { $first }–{ $last } ด้าน{ $country }
area-sectors = ช่วงชายแดน: { $names }
area-records = { $count ->
    [0] ไม่มีบันทึกในพื้นที่ในสองช่วงนี้
   *[other] { $count } บันทึกในพื้นที่ในสองช่วงนี้
 }
area-records-of = { $count ->
    [0] ไม่มีบันทึกของแถวนี้
   *[other] { $count } บันทึกของแถวนี้
 }
area-places-inside = อยู่ภายใน
area-places-rough = อาจอยู่ภายใน
area-places = บันทึก
area-people-records = เฉพาะรายการที่นับคน
area-compound-records = รายการของฐานสแกม { $count } แห่ง
