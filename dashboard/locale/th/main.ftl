# Frame
app-sentence = เมยแสดงว่าฐานสแกมตามแนวชายแดนไทยอยู่ที่ใด มีการดำเนินการอะไรไปแล้ว และความเคลื่อนไหวกำลังไปทางไหน
language-en = English
language-th = ไทย
page-home = หน้าแรก
page-explore = สำรวจ
as-of = ข้อมูลถึง { $date }
as-of-none = ไม่มีรายการใดระบุวันที่
release-level = TLP:{ $level }{ $withheld ->
    [0] {""}
   *[other] {" "}ไม่แสดง { $withheld } รายการที่สูงกว่าระดับนี้
 }
synthetic-band = ข้อมูลสังเคราะห์: ชุดข้อมูลนี้มีรายการที่สร้างขึ้นเพื่อการทดสอบ
no-build = ยังไม่มีชุดข้อมูลให้แสดง กรุณาใช้คำสั่งนี้บนเครื่องที่ให้บริการหน้านี้:
other-version = ชุดข้อมูลสร้างโดยเมยรุ่นอื่น กรุณาใช้คำสั่งนี้บนเครื่องที่ให้บริการหน้านี้:
new-data = มีข้อมูลใหม่เข้ามาแล้ว
new-data-show = แสดงข้อมูลใหม่
boundaries = เส้นเขตแดน ชื่อ และเครื่องหมายบนแผนที่ไม่แสดงความเห็นใด ๆ เกี่ยวกับสถานะของดินแดน
attribution = แผนที่: © ผู้ร่วมสร้าง OpenStreetMap (ODbL), Natural Earth

# Home
home-open-explore = สำรวจ: มีรายงานอะไร ที่ไหน เมื่อใด บนแผนที่
home-open-movement = การเคลื่อนย้าย: ใครเดินทางจากไหน ผ่านที่ใด ไปที่ใด
home-open-displacement = การย้ายที่: ความเคลื่อนไหวย้ายหรือไม่ และเกินกว่าความบังเอิญหรือไม่
home-open-infrastructure = โครงสร้างพื้นฐาน: อะไรถูกตัด ตั้งแต่เมื่อใด และอะไรกลับมาแล้ว
home-open-rescue = การช่วยเหลือ: คนที่พบตัว ได้รับอิสระ คัดกรอง และส่งกลับ
home-open-country = รายประเทศ: สิ่งที่สถานทูตจะถาม เริ่มจากเรื่องใหม่
home-open-pillars = ห้าเสาหลัก: การดำเนินการล่าสุด และที่ใดยังไม่มีรายงาน
home-build = ชุดข้อมูล { $build } สร้างเมื่อ { $date } เวลา { $time } น.
home-unknown = สิ่งที่ยังไม่รู้
home-unknown-place = { $count ->
    [0] ทุกรายการระบุสถานที่
   *[other] { $count } รายการไม่ระบุสถานที่เลย
 }
home-unknown-date = { $count ->
    [0] ทุกรายการระบุวันที่
   *[other] { $count } รายการไม่ระบุวันที่
 }
home-unknown-coarse = { $count ->
    [0] ไม่มีรายการที่รู้เพียงระดับจังหวัดหรือประเทศ
   *[other] { $count } รายการรู้เพียงระดับจังหวัดหรือประเทศ จึงไม่แสดงในเซลล์ใด
 }
home-unknown-running = { $count ->
    [0] ไม่มียอดสะสม
   *[other] { $count } แถวเป็นยอดสะสมที่ซ้อนกับแถวอื่น: แสดงในรายการ แต่ไม่นับรวม
 }
home-unknown-compounds = รู้ตำแหน่งจริงเพียง { $site } จาก { $total } ฐาน ที่เหลือใช้จุดกลางของเมืองหรืออำเภอ
home-enforcement = ข้อมูลเป็นไปตามการบังคับใช้กฎหมายและการรายงาน: ที่ที่ไม่มีรายการไม่ได้แปลว่าไม่มีความเคลื่อนไหว
home-sources = แหล่งข้อมูล
home-rejected = { $count ->
    [0] ไม่มีแถวที่ถูกปฏิเสธในการโหลดครั้งล่าสุดของแต่ละแหล่ง
   *[other] { $count } แถวถูกปฏิเสธในการโหลดครั้งล่าสุดของแต่ละแหล่ง ดูเหตุผลด้วยคำสั่ง: moei rejects
 }
table-place = สถานที่
table-compound = ฐานสแกม
table-incident = เหตุการณ์
table-rescue = แถวการช่วยเหลือ
table-infrastructure = การตัดและคืนบริการ
table-movement = รายงานการเดินทาง
table-displacement_report = รายงานการย้ายฐาน
source-title = แหล่งข้อมูล
source-newest = รายการล่าสุด
source-rows = แถว
source-rejected = ถูกปฏิเสธ
source-cadence = ประเภท
cadence-none = คลังข้อมูลปิด
cadence-daily = รายวัน
cadence-weekly = รายสัปดาห์
cadence-monthly = รายเดือน
undated = ไม่ระบุวันที่
week-of = สัปดาห์ของวันที่ { $day }

# Explore: filters
filter-from = ตั้งแต่
filter-to = ถึง
filter-layer = ชั้นข้อมูล
filter-kind = ชนิด
filter-evidence = นับ
filter-cell = ขนาดเซลล์
filter-all = ทั้งหมด
evidence-all = ทุกเหตุการณ์
evidence-activity = ความเคลื่อนไหว
evidence-response = การตอบสนอง
evidence-help = ความเคลื่อนไหว คือหลักฐานว่ามีการปฏิบัติการอยู่: การบุกค้น การจับกุม การยึด รายงานสแกม คดีค้ามนุษย์ การช่วยเหลือ และการหลบหนี นอกนั้นเป็นการตอบสนอง
cell-4 = 45 กม.
cell-5 = 17 กม.
cell-6 = 6 กม.
cell-7 = 2.4 กม.
cell-9 = 350 ม.
cell-help = ความกว้างของเซลล์ เซลล์เล็กแสดงเฉพาะสิ่งที่รู้ละเอียดพอ: 2.4 กม. ต้องรู้ระดับเมืองหรือจุด 350 ม. ต้องรู้ระดับจุด
period-reversed = วันสิ้นสุดอยู่ก่อนวันเริ่มต้น จึงไม่มีรายการที่ตรง กรุณาให้ "ตั้งแต่" เป็นวันที่มาก่อน

# Explore: map
map-alt = แผนที่ฐานสแกมตามสถานะที่รายงานล่าสุด และเหตุการณ์ที่ระบุตำแหน่งในเซลล์ H3
map-kilometres = กม.
map-metres = ม.
map-closer = ขยาย
map-farther = ย่อ
map-whole = ชายแดนทั้งหมด
map-disputed = แนวเขตที่ยังมีข้อพิพาท
map-failed = วาดแผนที่ที่นี่ไม่ได้ เบราว์เซอร์นี้ไม่มี WebGL 2 หรือไฟล์ของแผนที่มาไม่ถึง รายการด้านข้างครบถ้วน
map-setting = ใช้แผนที่ฐานของ Moei เพราะใช้แผนที่ที่ตั้งค่าไว้ไม่ได้ { $error }
legend-cells = เหตุการณ์ในเซลล์
legend-compounds = ฐานสแกม ตามสถานะที่รายงานล่าสุด
legend-border = ชายแดน
border-line = เส้นเขตแดน
border-dashed = ยังมีข้อพิพาท ชี้เพื่ออ่านเหตุผล
border-tick = หลักกิโลเมตรชายแดน
legend-precision = รู้ตำแหน่งฐานละเอียดเพียงใด
precision-site = จุดจริง: จุดทึบ
precision-town = เมือง: วงรัศมี 5 กม.
precision-district = อำเภอ: พื้นลายรัศมี 20 กม.
compounds-number = ตัวเลขในวงคือจำนวนฐานที่ใช้จุดเดียวกันนั้น
status-active = ยังดำเนินการ
status-raided = ถูกบุกค้น
status-demolished = มีรายงานว่ารื้อถอนแล้ว
status-dispersed = กระจายตัวแล้ว
status-planned = อยู่ในแผน
status-unknown = ไม่ทราบ
tip-cell = { $events } เหตุการณ์: ความเคลื่อนไหว { $activity } การตอบสนอง { $response }
tip-cell-points = { $points ->
    [1] ทั้งหมดอยู่บนจุดตัวแทนเดียว
   *[other] ทั้งหมดอยู่บนจุดตัวแทน { $points } จุด
}
tip-cell-some-points = { $points ->
    [1] บางส่วนอยู่บนจุดตัวแทน
   *[other] บางส่วนอยู่บนจุดตัวแทน { $points } จุด
}
tip-compound-one = { $name }: { $status }
tip-compounds = { $count } ฐานบนจุดเดียวกัน ({ $precision })
tip-click = คลิกเพื่อดูรายการ
tip-compounds-more = และอีก { $count } ฐาน
tip-cut-reports = มีรายงาน { $count } ฉบับ
tip-precision-site = จุดจริง
tip-precision-town = จุดกลางของเมือง
tip-precision-district = จุดกลางของอำเภอ
tip-precision-province = จุดกลางของจังหวัด
tip-precision-country = จุดกลางของประเทศ

# Explore: what the map can't show
on-map = ตรงกับตัวกรอง { $records } รายการ: อยู่บนแผนที่ { $shown } ไม่อยู่บนแผนที่ { $hidden }
on-map-events = รายการบนแผนที่เล่าถึงเหตุการณ์ที่ต่างกัน { $events } เหตุการณ์
hidden-title = ไม่อยู่บนแผนที่
hidden-running_total = ยอดสะสมที่ซ้อนกับแถวอื่น
hidden-no_place = ไม่ระบุสถานที่
hidden-country = รู้เพียงระดับประเทศ
hidden-province = รู้เพียงระดับจังหวัด (แรเงาไว้)
hidden-district = รู้เพียงระดับอำเภอ หยาบเกินไปสำหรับขนาดเซลล์นี้
hidden-town = รู้เพียงระดับเมือง หยาบเกินไปสำหรับขนาดเซลล์นี้
hidden-no_date = ไม่ระบุวันที่
left-out = ช่วงเวลานี้ตัดออก { $count } รายการที่บอกไม่ได้ว่าอยู่ในช่วงหรือไม่: ไม่ระบุวันที่ { $undated } รายการ รู้เพียงช่วงที่คร่อมขอบ { $straddling } รายการ
nothing-matches = ไม่มีรายการที่ตรงกับตัวกรอง
loosen-several = ไม่ใช่ตัวกรองเดียวที่เป็นเหตุ: กรุณาล้างมากกว่าหนึ่งตัว

# Explore: list
list-all = รายการ ใหม่สุดก่อน
list-cell = รายการในเซลล์
list-compounds = { $count } ฐานบนจุดนี้
list-compound-records = { $count ->
    [1] รายการที่กล่าวถึงฐานนี้
   *[other] รายการที่กล่าวถึงฐานใดฐานหนึ่งในนี้
 }
list-hint = คลิกเซลล์หรือฐานบนแผนที่เพื่อดูรายการ
list-back = ทุกรายการ
list-none = ไม่มีรายการที่ตรงกับตัวกรอง
column-date = วันที่
column-kind = เรื่อง
column-place = ที่ใด
column-summary = แหล่งข้อมูลกล่าวว่า
column-publisher = ผู้เผยแพร่
column-link = ที่มา
as-table = แสดงเป็นตาราง
days-ago = { $days ->
    [0] วันเดียวกัน
   *[other] { $days } วันก่อน
 }
column-file = ไฟล์และบรรทัด
column-name = ฐาน
column-status = สถานะ
column-controlled = ผู้ควบคุม
link-open = เปิด
running-total = ยอดสะสม
count-records = { $count } รายการ
count-events = { $count } เหตุการณ์

# Explore: search
find-label = ค้นหาสถานที่หรือฐานสแกม
find-placeholder = ค้นหาสถานที่หรือฐานสแกม เช่น แม่สอด Mae Sot KK Park
find-found = พบ { $count } ชื่อที่ใกล้เคียงกับ “{ $text }”
find-none = ไม่พบสถานที่หรือฐานสแกมชื่อ “{ $text }”
find-also = ชื่ออื่นที่ใกล้เคียงกับ “{ $text }”
find-nearest = ชื่อที่ใกล้เคียงที่สุด:
find-what = { $kind } { $country }
find-records = { $count ->
    [0] ไม่มีรายการ
   *[other] { $count } รายการ
 }
find-known-site = รู้ตำแหน่งจริง
find-known-town = รู้ระดับเมือง (5 กม.)
find-known-district = รู้ระดับอำเภอ (20 กม.)
find-known-province = รู้ระดับจังหวัด
find-known-country = รู้ระดับประเทศ
find-known-nowhere = ไม่ทราบตำแหน่ง
find-position = พิกัด
find-mgrs = MGRS
find-border = ชายแดน
find-border-at = { $border } กม. ที่ { $km } ห่างเส้นเขตแดน { $offset } กม. ฝั่ง{ $side }
find-representative = (วัดจากจุดตัวแทน)
find-all = { $count ->
    [0] ไม่มีรายการที่กล่าวถึง
   *[other] มี { $count } รายการที่กล่าวถึง
 }
find-matching = รายการที่กล่าวถึงและตรงกับตัวกรอง
find-forget = ปิด
place-kind-town = เมือง
place-kind-district = อำเภอ
place-kind-province = จังหวัด
place-kind-crossing = จุดผ่านแดน
place-kind-checkpoint = ด่านตรวจ
place-kind-airport = สนามบิน
place-kind-shelter = สถานพักพิง
place-kind-compound = ฐานสแกม

# Vocabulary
layer-incident = เหตุการณ์
layer-rescue = การช่วยเหลือ
layer-infrastructure = โครงสร้างพื้นฐาน
layer-movement = การเดินทาง
layer-displacement = การย้ายฐาน
kind-raid = บุกค้น
kind-arrest = จับกุม
kind-seizure = ยึดของกลาง
kind-clash = ปะทะ
kind-demolition = รื้อถอน
kind-trafficking_case = คดีค้ามนุษย์
kind-asset_freeze = อายัดทรัพย์สิน
kind-scam_report = รายงานสแกม
kind-policy = นโยบาย
kind-rescue = ช่วยเหลือ
kind-escape = หลบหนี
kind-handover = ส่งมอบตัว
kind-repatriation = ส่งกลับประเทศ
kind-screening = คัดกรอง
kind-deportation = เนรเทศ
kind-power = ไฟฟ้า
kind-internet = อินเทอร์เน็ต
kind-telecom = โทรคมนาคม
kind-fuel = เชื้อเพลิง
kind-satellite = ดาวเทียม
kind-transport = ขนส่ง
kind-border = ด่านชายแดน
kind-transit_route = เส้นทางผ่าน
kind-recruitment = ชักชวนไปทำงาน
kind-border_screening = คัดกรองที่ชายแดน
kind-advisory = คำเตือน
kind-relocation = รายงานการย้าย
persons-arrested = จับกุม { $count } คน
persons-found = พบ { $count } คน
persons-freed = ช่วยออกมา { $count } คน
persons-handed_over = ส่งมอบ { $count } คน
persons-sent_home = ส่งกลับ { $count } คน
persons-screened = คัดกรอง { $count } คน
persons-moved = เดินทาง { $count } คน
home-records = ดูรายการ
