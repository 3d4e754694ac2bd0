# The page of infrastructure: supplies, their state on a day, and what hangs on them
page-infrastructure = โครงสร้างพื้นฐาน
action-cut = ตัด
action-reduced = ลดลง
action-closed = ปิด
action-seized = ยึดอุปกรณ์
action-restored = คืนสภาพ
action-reopened = เปิดอีกครั้ง
action-alternative-supply = มีแหล่งอื่นแทน
action-expanded = แหล่งอื่นขยายตัว
infra-no-place = ไม่ระบุสถานที่
infra-at = สถานะ ณ วันที่
infra-at-help = นับเฉพาะรายงานที่ลงวันที่ถึงวันนี้ ช่วงเวลาด้านบนจำกัดเส้นเวลา ไม่จำกัดสถานะ
infra-as-of = ตามรายงานถึง { $date } รายงานที่รู้เพียงเดือนนับตั้งแต่วันแรกของเดือน
infra-after-records = ข้อมูลสิ้นสุด { $date } หลังจากวันนั้นไม่มีข้อมูล
infra-map-alt = แผนที่แหล่งจ่ายตามสถานะ รายการด้านข้างมีข้อมูลเดียวกัน
infra-open = { $count ->
    [0] ไม่มีแหล่งจ่ายที่มีรายงานว่าถูกตัดและยังไม่มีรายงานว่าคืนสภาพ
   *[other] แหล่งจ่าย { $count } แห่งมีรายงานว่าถูกตัด และยังไม่มีรายงานว่าคืนสภาพ
 }
infra-in-force = มีผลอยู่ มีรายงานภายใน { $days } วัน: { $count }
infra-replaced = มีรายงานแหล่งอื่นแทนหลังจากนั้น: { $count }
infra-undated = ไม่มีวันที่: { $count }
infra-restored = มีรายงานว่าคืนสภาพ: { $count }
infra-unknown = ไม่ทราบ ไม่เคยมีรายงานว่าถูกตัด: { $count }
infra-list = แสดง
infra-list-open = ถูกตัด ยังไม่มีรายงานว่าคืนสภาพ
infra-list-in-force = ถูกตัดและมีผลอยู่
infra-list-replaced = ถูกตัด มีรายงานแหล่งอื่นแทน
infra-list-undated = ถูกตัด ไม่มีรายงานวันที่
infra-list-restored = คืนสภาพแล้ว
infra-list-unknown = ไม่ทราบ
infra-list-all = แหล่งจ่ายทั้งหมด
infra-list-none = ไม่มีแหล่งจ่ายในสถานะนี้
infra-list-alt = แหล่งจ่ายและสถานะ
infra-column-supply = แหล่งจ่าย
infra-column-state = สถานะตามรายงาน
infra-column-since = ตั้งแต่
infra-column-age = รายงานล่าสุด
infra-ring-town = เมือง: อยู่ภายใน 5 กม.
infra-ring-district = อำเภอ: อยู่ภายใน 20 กม.
infra-column-reports = รายงาน
infra-column-publishers = ผู้เผยแพร่
infra-column-action = สิ่งที่รายงาน
infra-column-known = ความละเอียดของตำแหน่ง
infra-column-km = ประมาณ กม.
infra-column-told = ระเบียนที่ระบุ
infra-state-in-force = ถูกตัด มีผลอยู่
infra-state-not-restored = มีรายงานว่าถูกตัด ยังไม่มีรายงานว่าคืนสภาพ
infra-state-undated = มีรายงานว่าถูกตัดโดยไม่ระบุวันที่ ยังไม่มีรายงานว่าคืนสภาพ
infra-state-restored = มีรายงานว่าคืนสภาพ
infra-state-unknown = ไม่ทราบ: ไม่เคยมีรายงานว่าถูกตัด
infra-since = ตั้งแต่ { $date }
infra-age = { $days ->
    [0] รายงานล่าสุดในวันเดียวกัน
   *[other] รายงานล่าสุด { $days } วันก่อน
 }
infra-straddling = รายงานล่าสุดอาจหมายถึงวันหลังจากนี้
infra-on = เมื่อ { $date }
infra-replaced-since = มีรายงานแหล่งอื่นแทน ครั้งแรก { $date }
infra-mark-in-force = ถูกตัด มีรายงานภายใน { $days } วัน
infra-mark-not-restored = ถูกตัด ยังไม่มีรายงานว่าคืนสภาพ
infra-mark-replaced = ถูกตัด มีรายงานแหล่งอื่นแทน
infra-mark-undated = ถูกตัด ไม่มีวันที่
infra-mark-restored = มีรายงานว่าคืนสภาพ
infra-mark-unknown = ไม่ทราบ
infra-timeline = สิ่งที่รายงาน และเมื่อใด
infra-timeline-hint = เครื่องหมายคือวัน แถบคือเดือนหรือปีที่ไม่ทราบวัน เส้นประคือช่วงที่มีรายงานว่าถูกตัดและยังไม่มีรายงานว่าคืนสภาพ คลิกเครื่องหมายเพื่อดูระเบียน
infra-timeline-none = ไม่มีรายงานที่มีวันที่และสถานที่ในช่วงเวลานี้
infra-timeline-alt = เส้นเวลาของการเปลี่ยนแปลง { $marks } รายการของแหล่งจ่าย { $supplies } แห่ง ตารางด้านล่างมีข้อมูลเดียวกัน
infra-picked = ที่เลือก
infra-left-unplaced = รายงาน { $count } รายการไม่ระบุสถานที่ จึงไม่มีแหล่งจ่ายในหน้านี้
infra-left-undated = รายงาน { $count } รายการไม่มีวันที่ จึงไม่อยู่บนเส้นเวลา
infra-left-crossings = ระเบียน { $count } รายการกล่าวถึงจุดผ่านแดนที่ปิดหรือเปิดอีกครั้ง ซึ่งไม่ใช่แหล่งจ่าย
infra-left-newest = แสดงเฉพาะแหล่งจ่ายที่มีรายงานล่าสุด ใช้ตัวกรองให้แคบลงเพื่อดูส่วนที่เหลือ
infra-point = จุดจ่าย
infra-point-none = ยังไม่ได้เลือก
infra-point-hint = เลือกจุดที่นี่ บนแผนที่ หรือในรายการ เพื่อดูการตัดและผล ผู้ที่ใช้แหล่งจ่ายนี้ และระเบียนทั้งหมด
infra-cut = การตัด
infra-cut-words = { $kind } { $date } ({ $count } รายงาน)
infra-no-cut = ไม่มีรายงานที่มีวันที่กล่าวถึงการตัดที่นี่ จึงไม่มีผลให้ประเมิน
infra-tab-effect = ผลต่อกิจกรรม
infra-tab-beside = เทียบรายงาน
infra-tab-served = ใครใช้แหล่งจ่ายนี้
infra-tab-reports = ระเบียนทั้งหมด
infra-treated = ช่วงชายแดนที่การตัดอาจเปลี่ยน
infra-treated-own = ช่วงของจุดนี้: { $sector }
infra-treated-none = ไม่มี
infra-treated-help = ช่วงชายแดนอื่นทั้งหมดบอกว่าแต่ละเดือนมีการเฝ้าดูมากน้อยเพียงใด
infra-effect-no-day = ไม่ทราบวันที่ของการตัดถึงระดับเดือน
infra-effect-no-sector = จุดนี้ไม่อยู่ในช่วงชายแดนใด เลือกช่วงชายแดนเพื่อประเมิน
infra-effect-how = อนุกรมเวลาแบบถูกแทรกแซงของบันทึกกิจกรรมรายเดือน: การเปลี่ยนระดับและแนวโน้มเมื่อถูกตัด เทียบกับที่ช่วงชายแดนอื่นทั้งหมดบันทึก
infra-effect-records = บันทึกกิจกรรม { $count } รายการในช่วงชายแดนนี้
infra-activity = บันทึกกิจกรรม
infra-expected = แนวโน้มเดิม
infra-series-alt = บันทึกกิจกรรมรายเดือน พร้อมการตัดและสิ่งที่กลับมา
infra-series-caption = แท่ง: เหตุการณ์ที่ไม่ซ้ำต่อเดือนในช่วงชายแดนนี้ เส้นตั้ง: การตัด เส้นประ (เมื่อประมาณได้): สิ่งที่แนวโน้มเดิมจะนำไปสู่ เครื่องหมายด้านบน: คืนสภาพ หรือมีแหล่งอื่นแทน
infra-series-none = ไม่มีบันทึกกิจกรรมในช่วงชายแดนนี้
infra-placebos-none = ไม่มีวันหรือพื้นที่เปรียบเทียบ: ประมาณการเปลี่ยนระดับเมื่อถูกตัดไม่ได้ หรือไม่มีวันหรือพื้นที่อื่นที่มีข้อมูลพอ
infra-placebos-alt = การเปลี่ยนระดับเมื่อถูกตัด เทียบกับวันและพื้นที่ที่ไม่มีการตัด
infra-placebos = { $larger } จาก { $of } วันหรือพื้นที่ที่ไม่มีการตัด เปลี่ยนอย่างน้อยเท่ากัน อีก { $left_out } มีข้อมูลน้อยเกินไป
infra-placebo-true = การตัดนี้
infra-placebo-date = วันอื่น
infra-placebo-sector = พื้นที่อื่น
infra-placebo-kind = ประเภท
infra-placebo = วันหรือพื้นที่
infra-jump = การเปลี่ยนระดับ (ค่าทีของสติวเดนต์)
infra-beside = { $reports } รายงานที่อาจกล่าวถึงการตัดนี้ จากผู้เผยแพร่ { $publishers } ราย
infra-differ = แถวที่มี ≠ ต่างกัน แสดงตามที่รายงาน ไม่มีการเฉลี่ย
infra-agree = รายงานไม่ขัดกันในสิ่งที่เปรียบเทียบ
infra-field-event-date = วันที่
infra-field-action = สิ่งที่รายงาน
infra-field-operator = ผู้ให้บริการ
infra-field-capacity-mw = กำลังไฟฟ้า เมกะวัตต์
infra-field-units-count = จำนวนอุปกรณ์ เสา หรือสาย
infra-served-record = { $count ->
    [0] ไม่มีระเบียนใดระบุชื่อฐานสแกมที่ใช้แหล่งจ่ายนี้
   *[other] ฐานสแกม { $count } แห่งที่ระเบียนระบุชื่อ
 }
infra-served-place = { $count ->
    [0] ไม่มีฐานสแกมที่อยู่ติดสถานที่ซึ่งรายงานระบุ
   *[other] ฐานสแกม { $count } แห่งอยู่ติดสถานที่ซึ่งระเบียนระบุชื่อ โดยระเบียนไม่ได้ระบุชื่อฐาน
 }
infra-served-near = { $count ->
    [0] ไม่มีฐานสแกมอื่นอยู่ใกล้ (ช่วงชายแดนเดียวกัน ภายใน { $km } กม.)
   *[other] ฐานสแกม { $count } แห่งอยู่ใกล้ แต่ไม่มีรายงานว่าใช้แหล่งจ่ายนี้ (ช่วงชายแดนเดียวกัน ภายใน { $km } กม.)
 }
infra-others = สิ่งอื่นที่ระเบียนระบุชื่อ
infra-others-none = ไม่มีระเบียนของจุดนี้ที่กล่าวถึงโรงพยาบาล ครัวเรือน โรงเรียน ตลาด หรือสถานที่อื่น ซึ่งไม่ได้หมายความว่าไม่มีผู้ใช้
infra-other-hospital = โรงพยาบาล
infra-other-households = ครัวเรือน ผู้อยู่อาศัย
infra-other-school = โรงเรียน
infra-other-business = ร้านค้า ตลาด โรงงาน
infra-reports-alt = ระเบียนทั้งหมดของจุดจ่าย
infra-served-records = รายการของฐานสแกมเหล่านี้ และรายการที่กล่าวถึง
infra-near-cut = ไม่ได้ตรวจทั้งหมด: ตรวจฐานสแกม { $compounds } จาก { $of_compounds } แห่ง และสถานที่ { $places } จาก { $of_places } แห่งในช่วงชายแดนนี้ ตามลำดับชื่อหรือรหัส ที่ไม่ได้ตรวจอาจใช้แหล่งจ่ายนี้ด้วย
