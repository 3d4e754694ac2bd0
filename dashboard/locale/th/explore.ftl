# สำรวจ: เส้นเวลา สิ่งที่เซลล์แสดง เล่นย้อน สองช่วงเวลา
timeline-alt = จำนวนเหตุการณ์ตามเดือนและชั้นข้อมูล
timeline-hint = ลากทับเดือนเพื่อเลือกช่วงเวลา
timeline-empty = ไม่มีเดือนใดมีรายการที่ตรงกับตัวกรอง
timeline-outside = { $longer ->
    [0] {""}
   *[other] { $longer } รายการรู้เพียงช่วงที่ยาวกว่าหนึ่งเดือน จึงไม่อยู่ในแท่งใด
} { $undated ->
    [0] {""}
   *[other] { $undated } รายการไม่ระบุวัน
} { $running_totals ->
    [0] {""}
   *[other] ไม่นับยอดสะสม { $running_totals } รายการ
}
hot-cannot-tell = บอกไม่ได้ว่าความเคลื่อนไหวเด่นที่ใด: { $reason }
tip-hot = จุดร้อน: { $count } เหตุการณ์ที่นี่ รอบข้างมากเกินกว่าความบังเอิญ (Gi* { NUMBER($z, maximumFractionDigits: 1) }, p { NUMBER($p, maximumFractionDigits: 3) })
tip-cold = จุดเย็น: { $count } เหตุการณ์ที่นี่ รอบข้างน้อยเกินกว่าความบังเอิญ (Gi* { NUMBER($z, maximumFractionDigits: 1) }, p { NUMBER($p, maximumFractionDigits: 3) })
heat-hot = จุดร้อน
heat-cold = จุดเย็น
filter-show = เซลล์แสดง
show-help = จุดร้อนคือเซลล์ที่รอบข้างมีเหตุการณ์ความเคลื่อนไหวมากเกินกว่าความบังเอิญ ส่วนจุดร้อนที่เปลี่ยนแปลงจัดประเภทตามการเกิดและหายไปตลอดหลายเดือน
show-counts = เซลล์: จำนวน
show-hot = เซลล์: จุดร้อน
show-emerging = เซลล์: การเปลี่ยนแปลง
legend-hot = จุดร้อน (Gi*)
legend-emerging = จุดร้อนที่เปลี่ยนแปลง
legend-more = คำอธิบายแผนที่
map-replay-play = เล่น
map-replay-pause = หยุด
map-replay-back = ถอยหนึ่งขั้น
map-replay-on = ไปหนึ่งขั้น
map-replay-step = ขั้น
map-replay-speed = ขั้นต่อวินาที
filter-replay = เล่นย้อน
replay-help = เล่นเซลล์ทีละขั้นตลอดช่วงเวลา รายการอยู่ในขั้นใดก็ต่อเมื่อวันที่ที่รู้ทั้งหมดอยู่ในขั้นนั้น
replay-off = เล่นย้อน: ปิด
replay-month = เล่นย้อนรายเดือน
replay-week = เล่นย้อนรายสัปดาห์
replay-day = เล่นย้อนรายวัน
filter-window = หน้าต่าง
window-help = แต่ละภาพรวมกี่ขั้น ถ้ามากกว่าหนึ่ง ภาพจะแสดงขั้นก่อนหน้าด้วย
window-1 = ทีละ 1 ขั้น
window-3 = รวม 3 ขั้น
window-6 = รวม 6 ขั้น
window-12 = รวม 12 ขั้น
replay-none = ไม่มีอะไรให้เล่นย้อน: ไม่มีรายการบนแผนที่ที่รู้วันละเอียดพอสำหรับขั้นนี้
replay-many = ต้องเล่น { $needed } ขั้น เล่นได้ไม่เกิน { $most } ขั้น: เลือกช่วงเวลาที่สั้นลงหรือขั้นที่ยาวขึ้น
replay-left-out = ขณะเล่นย้อนไม่แสดงฐานสแกม เพราะสถานะเป็นของรายงานล่าสุด { $count ->
    [0] {""}
   *[other] { $count } รายการบนแผนที่ไม่อยู่ในขั้นใด เพราะรู้วันเพียงช่วงที่ยาวกว่า
}
tip-province = { $name }: { $count } รายการที่รู้เพียงระดับจังหวัด
legend-province = แรเงา: รายการที่รู้เพียงระดับจังหวัด
list-province = รายการที่รู้เพียงระดับจังหวัดนี้
filter-compare = เทียบ
compare-off = เทียบ: ปิด
compare-before = เทียบกับช่วงก่อนหน้า
compare-year = เทียบกับปีก่อน
compare-dates = เทียบกับวันที่เลือก
compare-days = วันที่จะเทียบ
compare-needs-period = เลือกช่วงเวลาให้มีทั้งวันเริ่มและวันสิ้นสุดก่อน
compare-sentence = { $count } เหตุการณ์ในช่วง { $first } และ { $other } เหตุการณ์ในช่วง { $second }: { $verdict }
compare-few = บอกไม่ได้ จำนวนน้อยเกินไป
compare-overlap = สองช่วงเวลาซ้อนกัน จึงเทียบกันไม่ได้
compare-rise = มากขึ้นเกินกว่าความบังเอิญ ({ $p })
compare-fall = น้อยลงเกินกว่าความบังเอิญ ({ $p })
compare-chance = อยู่ในขอบเขตความบังเอิญ ({ $p })
compare-note = นับทุกเหตุการณ์ที่ตรงกับตัวกรอง ทั้งที่อยู่และไม่อยู่บนแผนที่ เทียบตามจำนวนวัน รายการเป็นไปตามการบังคับใช้กฎหมายและการรายงาน
map-second-alt = แผนที่ของช่วงเวลาที่สอง
coordinates = จุดที่คลิก: { $point }
coordinates-degrees = องศาทศนิยม ละติจูดก่อน
coordinates-dms = องศา ลิปดา พิลิปดา
coordinates-utm = UTM
coordinates-mgrs = MGRS
coordinates-none = ไม่มีกริดที่ละติจูดนี้
coordinates-note = WGS 84 เป็นพิกัดของจุดที่คลิก ไม่ใช่ของรายการ รายการรู้ตำแหน่งละเอียดเพียงใดบอกไว้ที่รายการนั้น
filter-marks = เครื่องหมาย
marks-help = ฐานสแกมตามสถานะที่รายงานล่าสุด และแหล่งจ่ายที่มีรายงานว่าถูกตัดและยังไม่มีรายงานว่าคืนสภาพในวันสุดท้ายของช่วงเวลา
marks-compounds = เครื่องหมาย: ฐานสแกม
marks-supplies = เครื่องหมาย: แหล่งจ่ายที่ถูกตัด
marks-both = เครื่องหมาย: ทั้งสอง
marks-none = เครื่องหมาย: ไม่มี
legend-supplies = ถูกตัด ยังไม่มีรายงานว่าคืนสภาพ
list-supply = รายการของสถานที่ของแหล่งจ่าย
