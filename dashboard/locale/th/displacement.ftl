# การย้ายที่: ชายแดนรายเดือน สัดส่วน ข้อสรุป ปลายทาง คำกล่าวอ้าง
page-displacement = การย้ายที่
displace-working = กำลังประมวลข้อมูล
displace-no-activity = ไม่มีเดือนใดที่มีรายงานกิจกรรม จึงประเมินไม่ได้
displace-broken-list = อ่านรายการมาตรการไม่ได้: { $error }
displace-border = ชายแดนรายเดือน
displace-neighbour = ชายแดนด้าน
displace-km = กม. ตามแนวชายแดน
displace-month = เดือน
displace-events = เหตุที่เป็นกิจกรรม
displace-class = { $count }
displace-square = { $count } เหตุ
displace-few = ข้อมูลบาง: ช่วงนี้มีไม่ถึง 5 รายการ
displace-act = มาตรการ
displace-reported = รายงานการย้าย
displace-border-none = ไม่มีรายงานกิจกรรมและไม่มีรายงานการย้ายใกล้ชายแดนด้านนี้ในเดือนที่แสดง
displace-border-shown = { $events ->
    [0] ไม่มีเหตุ
   *[other] มี { $events } เหตุ
}ใกล้ชายแดนด้านนี้ใน 36 เดือน { $moves ->
    [0] ไม่มีรายงานการย้ายตามแนวชายแดน
   *[other] มีรายงานการย้ายตามแนวชายแดน { $moves } รายการ
}
displace-few-rows = { $rows ->
    [0] ไม่มีช่วงที่ข้อมูลบาง
   *[other] ช่วง 25 กม. ที่ข้อมูลบาง (ไม่ถึง 5 รายการ สีจาง) มี { $rows } ช่วง ซึ่งบอกรูปแบบไม่ได้
} ร้อยละ { $percent } ของรายการอยู่บนจุดที่แทนเมืองหรืออำเภอ
displace-left-out = ที่ไม่ได้แสดง: ไม่ทราบเดือน (ทราบเพียงปีหรือไม่มีวันที่) { $undated } เหตุ และอยู่ในเดือนอื่น { $outside } เหตุ
displace-arrows = { $count ->
    [0] ไม่มีรายงานการย้ายตามชายแดนด้านนี้
   *[other] รายงานการย้าย { $count } รายการ แสดงในเดือนของรายงาน
}
displace-shares = สัดส่วนของแต่ละช่วงชายแดน
displace-shares-none = มีเดือนหรือรายการน้อยเกินไปที่จะเทียบสัดส่วน
displace-shares-how = ส่วนของกิจกรรมทั้งหมดใน { $months } เดือนเต็มล่าสุด และ { $months } เดือนก่อนหน้า พร้อมช่วงความเชื่อมั่นร้อยละ 95 เรียงตามการเปลี่ยนแปลงมากที่สุดก่อน
displace-marks = ▲ เพิ่มขึ้น ▼ ลดลง = ไม่เปลี่ยนแปลง ? สรุปไม่ได้
displace-now = ปัจจุบัน
displace-before = ก่อนหน้า
displace-share = สัดส่วนของกิจกรรม
displace-sector = ช่วงชายแดน
displace-change = เปลี่ยนแปลง (จุด)
displace-verdict = สิ่งที่สรุปได้
displace-choose-records = เลือกเพื่อดูรายการที่เป็นหลักฐาน
displace-records-of = รายการของช่วงชายแดน
displace-did-it-move = ย้ายที่หรือไม่
displace-own = เลือกวันที่และช่วงชายแดนเอง
displace-at = วันที่
displace-choose-treated = พื้นที่ที่มีมาตรการ
displace-choose-displaced = พื้นที่ที่กิจกรรมอาจย้ายไป
displace-choose-control = พื้นที่เทียบ
displace-none-treated = เลือกอย่างน้อยหนึ่งช่วง
displace-none-displaced = ไม่เลือก: ค้นหาในช่วงอื่นทั้งหมด
displace-none-control = เลือกอย่างน้อยหนึ่งช่วง
displace-fault-day = โปรดเลือกวันที่
displace-fault-treated = โปรดเลือกพื้นที่ที่มีมาตรการอย่างน้อยหนึ่งช่วง
displace-fault-twice = หนึ่งช่วงชายแดนมีได้เพียงบทบาทเดียว ที่เลือกซ้ำ: { $sectors }
displace-fault-control = โปรดเลือกพื้นที่เทียบอย่างน้อยหนึ่งช่วง หากไม่มีพื้นที่เทียบ การลดลงทุกแห่งจะดูเหมือนเป็นผลของมาตรการ
displace-fault-outside = วันที่อยู่นอกข้อมูล ซึ่งมีเดือนเต็มตั้งแต่{ $first }ถึง{ $last }
displace-jump = เปลี่ยนฉับพลันหรือไม่
displace-counted = เทียบรายงานกิจกรรมใน { $before } เดือนเต็มก่อนหน้า และ { $after } เดือนเต็มหลังจากนั้น ตั้งแต่{ $first }ถึง{ $last } (ด้านละไม่เกิน { $months } เดือน)
displace-counted-none = ข้อมูลไม่มีเดือนเต็มภายใน { $months } เดือนทั้งก่อนและหลัง
displace-months = จำนวนเดือนที่เทียบ
displace-months-usual = ตามปกติ
displace-months-each = { $months } เดือน
displace-months-how = ข้อสรุป ปลายทางของกิจกรรม สัดส่วน และการเลื่อนตามแนวชายแดน เทียบด้านละเท่ากันตามจำนวนเดือนนี้ ตามปกติคือ { $moved } เดือนก่อนและหลังมาตรการ { $shares } เดือนสำหรับสัดส่วน และ { $slide } เดือนสำหรับการเลื่อน ส่วนการเปลี่ยนฉับพลันใช้ทุกเดือนเต็ม คำกล่าวอ้างและคำมั่นใช้จำนวนเดือนตามที่กำหนดไว้แต่เดิม
displace-claim-months = คำนวณด้านละไม่เกิน { $months } เดือนตามที่กำหนดไว้สำหรับคำกล่าวอ้างนี้
displace-parts = รายงานของแต่ละช่วงชายแดนก่อนและหลัง
displace-part = บทบาท
displace-part-treated = มีมาตรการ
displace-part-displacement = อาจย้ายไป
displace-part-control = พื้นที่เทียบ
displace-records-before = รายงานก่อน
displace-records-after = รายงานหลัง
displace-guards = เงื่อนไขที่ข้อสรุปต้องผ่าน
displace-state-passed = ✓ ผ่าน:
displace-state-stopped = ✗ ไม่เป็นจริง จึงหยุดที่นี่:
displace-state-not-reached = – ยังไม่ถึง:
displace-guard-periods = ข้อมูลมีเดือนเต็มทั้งก่อนและหลัง
displace-guard-records = มีช่วงชายแดนที่มีรายงานในเดือนเหล่านี้
displace-guard-control = มีพื้นที่เหลือให้เทียบ
displace-guard-months = มีเดือนก่อนหน้าที่มีรายงานมากพอจะเห็นแนวโน้ม
displace-guard-treated = พื้นที่ที่มีมาตรการมีรายงานก่อนหน้ามากพอ
displace-guard-control-records = พื้นที่เทียบมีรายงานมากพอในแต่ละช่วง
displace-guard-still = มีพื้นที่ที่คงที่มากพอให้เทียบ
displace-guard-trends = พื้นที่กับพื้นที่เทียบมีแนวโน้มเดียวกันก่อนหน้า
displace-guard-fall = พื้นที่ที่มีมาตรการลดลงเกินความบังเอิญ
displace-guard-control-moved = พื้นที่เทียบไม่ได้เปลี่ยนแปลงเอง
displace-guard-beside = แยกการเพิ่มขึ้นข้างเคียงจากความบังเอิญได้
displace-evidence = รายการที่เป็นหลักฐาน
displace-told = รายการที่กล่าวถึง
displace-counts = รายงานกิจกรรมที่นับ ล่าสุดก่อน
displace-counts-sectors = รายงานกิจกรรมในพื้นที่ที่เกี่ยวข้อง ล่าสุดก่อน
displace-where-to = ย้ายไปที่ใด
displace-inferred-how = การย้ายที่อนุมานได้จากการจับคู่พื้นที่ที่ลดลงกับพื้นที่ที่เพิ่มขึ้น แสดงเฉพาะที่ยังคงอยู่เมื่อสุ่มข้อมูลซ้ำ ไม่มีผู้ใดรายงานไว้
displace-map-alt = แผนที่: รายงานการย้าย { $reported } เส้น การย้ายที่อนุมาน { $inferred } เส้น
displace-map-key = เส้นสีส้ม: รายงานการย้าย เส้นประสีชมพู: อนุมาน
displace-arc-hint = คลิกที่เส้นเพื่อดูรายการที่เป็นหลักฐาน
displace-arc-reported = การย้ายที่มีรายงาน:
displace-arc-inferred = อนุมาน ไม่มีผู้ใดรายงาน:
displace-arc-how = รายการที่ช่วงชายแดนแรกลดลงราว { NUMBER($records, maximumFractionDigits: 0) } รายการตรงกับที่ช่วงชายแดนหลังเพิ่มขึ้น และยังคงอยู่ในร้อยละ { $held } ของการสุ่ม ไม่มีรายการใดบอกว่ามีการย้ายตามเส้นนี้
displace-arc-lost = ลดลง: { $sector } มี { $before } รายการก่อน และ { $after } รายการหลัง
displace-arc-gained = เพิ่มขึ้น: { $sector } มี { $before } รายการก่อน และ { $after } รายการหลัง
displace-arc-months = รายการของ{ $months }
displace-arc-kind = เส้น
displace-arc-alt = เส้นบนแผนที่ พร้อมรายการที่เป็นหลักฐานของแต่ละเส้น
displace-arc-table = เส้นบนแผนที่ { $count } เส้นเป็นตาราง เลือกแถวเพื่อดูรายการที่เป็นหลักฐาน
displace-map-told = { $shown ->
    [0] ไม่มีรายงานการย้ายบนแผนที่
   *[other] รายงานการย้ายบนแผนที่ { $shown } รายการ
} { $left_out ->
    [0] ไม่มีที่เว้นไว้
   *[other] เว้นไว้ { $left_out } รายการ เพราะไม่ทราบปลายทางหรือต้นทางถึงระดับอำเภอ
}
displace-from = จาก
displace-to = ไป
displace-inferred-records = รายการที่อนุมาน
displace-held = คงอยู่ (ร้อยละของการสุ่ม)
displace-claims = คำกล่าวอ้างเทียบกับข้อมูล
displace-promises = คำมั่นเทียบกับข้อมูล
displace-statements-none = ไม่มีในรายการ
displace-said = { $who } { $date }
displace-promised = { $who } { $date } ครบกำหนด { $due }
displace-claim-records = รายการของคำกล่าวอ้างหรือคำมั่น
displace-no-source = ไม่มีรายการในข้อมูลที่กล่าวถึง
displace-moves-shown = รายงานของการย้าย { $count } รายการบนแผนที่
displace-moves-left-out = การย้ายที่มีรายงาน { $count } รายการซึ่งแผนที่แสดงไม่ได้
displace-inferred-records-of = รายงานกิจกรรมใน { $count } ช่วงชายแดนที่เส้นอนุมานเชื่อมถึงกัน
