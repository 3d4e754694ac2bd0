# จอผนัง: ตัวเลขสำคัญ
wall-number = { $count }
wall-figure-compounds = ฐานที่รายงานล่าสุดว่ายังดำเนินการ จาก { $total }
wall-figure-events = เหตุที่มีรายงานใน { $days } วัน
wall-figure-freed = ผู้ได้รับการช่วยออกมาใน { $days } วัน
wall-figure-sent-home = ผู้ถูกส่งกลับประเทศใน { $days } วัน
wall-figure-cuts = การตัดที่ยังไม่มีรายงานว่าคืนสภาพ
wall-figure-newest = รายการล่าสุด
wall-figure-commitments = คำมั่น
wall-change = { $before } ใน { $days } วันก่อนหน้า
wall-compounds-change = รายงานเช่นนี้ { $after } แห่งใน { $days } วัน เทียบกับ { $before } ใน { $days } วันก่อนหน้า
wall-cuts-change = มีรายงาน { $after } ใน { $days } วัน เทียบกับ { $before } ใน { $days } วันก่อนหน้า
wall-newest-change = เหตุทุกประเภท { $after } ใน { $days } วัน เทียบกับ { $before } ใน { $days } วันก่อนหน้า
wall-compounds-undated = ในจำนวนที่ยังดำเนินการ { $count } แห่งไม่ระบุวันที่รายงาน
wall-compounds-are = บางรายงานนับฐานหลายแห่งในกลุ่มเดียวกันเป็นหนึ่ง
wall-events-are = บุกค้น จับกุม ยึดของกลาง รายงานสแกม คดีค้ามนุษย์ ช่วยเหลือ และหลบหนี
wall-commitment-unread = ข้อมูลสิ้นสุดก่อนวันครบกำหนด
wall-statuses = { $statuses }
wall-status-count = { $status } { $count }
wall-straddling = อีก { $count } ระบุไม่ได้ว่าอยู่ช่วงใด
wall-overlap = คนเดียวกันอาจได้รับการช่วย ถูกส่งมอบ และถูกส่งกลับ จึงไม่นำมารวมกัน
wall-cut-age = รายงานล่าสุด { $date } { $days ->
    [0] ตรงกับวันสุดท้ายของข้อมูล
   *[other] คือ { $days } วันก่อนวันสุดท้ายของข้อมูล
 }
wall-cut-replaced = { $count } แห่งมีรายงานว่าใช้แหล่งอื่นแทน
wall-cut-restored = มีรายงานว่าคืนสภาพ { $after } แห่งใน { $days } วัน และ { $before } แห่งใน { $days } วันก่อนหน้า
wall-cut-wide = { $count } แห่งรู้เพียงจังหวัดหรือประเทศ อาจซ้ำกับแห่งอื่น
wall-cut-unplaced = อีก { $count } รายงานไม่ระบุสถานที่
wall-age = { $days ->
    [0] วันนี้
   *[other] { $days } วันก่อน
 }
wall-silent = เงียบมา { $days } วัน
wall-source-undated = นำเข้า { $date }
wall-source-file = { $table } ({ $file })
wall-days-left = เหลือ { $days } วัน
wall-days-past = { $days ->
    [0] ครบกำหนดวันนี้
   *[other] เลยกำหนด { $days } วัน
 }
wall-commitments-none = ไม่มีในรายการ

# จอผนัง: อะไรเปลี่ยนไป
wall-sentence = { $place }: { $after ->
    [0] ไม่มีรายงานเหตุ
   *[other] มีรายงาน { $after } เหตุ
 } ใน { $days } วันถึง { $date } เทียบกับ { $before ->
    [0] ไม่มีเลย
   *[other] { $before }
 } ใน { $days } วันก่อนหน้า { $verdict }
wall-sentence-empty = { $place }: ไม่มีรายงานเหตุใน { $days } วันถึง { $date } และไม่มีใน { $days } วันก่อนหน้า
wall-sentence-undated = { $place }: ไม่มีรายการใดระบุวันที่
wall-verdict-rise = มากขึ้นเกินความบังเอิญ ({ $p })
wall-verdict-fall = น้อยลงเกินความบังเอิญ ({ $p })
wall-verdict-no-change = ไม่ลดลงครึ่งหนึ่งและไม่เพิ่มเป็นสองเท่า
wall-verdict-chance = { $way ->
    [more] มากขึ้น แต่อาจเกิดโดยบังเอิญ
    [fewer] น้อยลง แต่อาจเกิดโดยบังเอิญ
   *[same] เท่าเดิม
 } ({ $p })
wall-verdict-few = สรุปไม่ได้: { $total ->
    [0] ไม่มีรายงาน
   *[other] มี { $total } รายงาน
 }
wall-p = p { $p }
wall-p-below = p น้อยกว่า { $p }
wall-sentence-movement = { $days } วันถึง { $date } ({ $days } วันก่อนหน้า): { $moves } ({ $moves_before }) { $travel } ({ $travel_before }) { $handovers } ({ $handovers_before }) { $sent_home } ({ $sent_home_before }) { $verdict }
wall-sentence-movement-empty = ไม่มีรายงานการเดินทางหรือการย้ายใน { $days } วันถึง { $date } และไม่มีใน { $days } วันก่อนหน้า
wall-step-moves = การย้ายฐาน { $count } ครั้ง
wall-step-travel = รายงานการเดินทาง { $count } รายการ
wall-step-handovers = การส่งมอบตัว { $count } ครั้ง
wall-step-sent_home = การส่งกลับ { $count } ครั้ง
wall-stepped-moves = การย้ายฐาน
wall-stepped-travel = รายงานการเดินทาง
wall-stepped-handovers = การส่งมอบตัว
wall-stepped-sent_home = การส่งกลับ
wall-movement-rise = { $step }เพิ่มขึ้นเกินความบังเอิญ ({ $p })
wall-movement-fall = { $step }ลดลงเกินความบังเอิญ ({ $p })
wall-movement-chance = ไม่มีขั้นใดเปลี่ยนเกินความบังเอิญ
wall-movement-few = สรุปไม่ได้: มีรายงานน้อยเกินไป
wall-sentence-cuts = ข้อมูลถึง { $date } มีการตัด { $open } แห่งที่ยังไม่มีรายงานว่าคืนสภาพ { $age ->
    [0] รายงานล่าสุดเป็นของวันนั้น
   *[other] รายงานล่าสุดเก่า { $age } วัน
 } { $lately }
wall-cuts-lately = มีการตัดใน { $days } วัน { $after } แห่ง ใน { $days } วันก่อนหน้า { $before } แห่ง { $verdict }
wall-cuts-none-lately = ไม่มีรายงานการตัดใน { $days } วัน และไม่มีใน { $days } วันก่อนหน้า
wall-sentence-cuts-undated = ข้อมูลถึง { $date } มีการตัด { $open } แห่งที่ยังไม่มีรายงานว่าคืนสภาพ ไม่มีรายงานใดระบุวันที่
wall-sentence-cuts-none = ข้อมูลถึง { $date } ทุกการตัดที่มีรายงาน มีรายงานว่าคืนสภาพแล้ว
wall-sentence-cuts-empty = ข้อมูลถึง { $date } ไม่มีรายงานการตัด
wall-sentence-slide = { $verdict }: { $after } จาก { $all } เหตุที่มีรายงานอยู่ตรงข้ามกาญจนบุรีใน { $months } เดือนถึง{ $date } เทียบกับ { $before } จาก { $all_before } ใน { $months } เดือนก่อนหน้า ร้อยละ { $rough } ของทั้งหมดอยู่บนจุดตัวแทน
wall-sentence-slide-empty = ไม่มีรายงานเหตุตามชายแดนเมียนมาใน { $months } เดือนถึง{ $date } และไม่มีใน { $months } เดือนก่อนหน้า จึงไม่เห็นการเลื่อน
wall-slide-rise = มีการเลื่อนไปทางกาญจนบุรี ({ $p })
wall-slide-fall = ไม่พบการเลื่อนไปทางกาญจนบุรี แต่พบการเลื่อนออกห่าง ({ $p })
wall-slide-no-change = ไม่พบการเลื่อนไปทางกาญจนบุรี
wall-slide-chance = ไม่พบการเลื่อนไปทางกาญจนบุรีเกินความบังเอิญ ({ $p })
wall-slide-few = การเลื่อนไปทางกาญจนบุรี สรุปไม่ได้

# จอผนัง: คำข้างภาพ
wall-title = อะไรเปลี่ยนไป
wall-figures = ตัวเลขสำคัญ
wall-shifts = เฝ้าดูการย้ายพื้นที่
wall-shifts-months = สัดส่วน { $months } เดือน เทียบ { $months } เดือนก่อน
wall-before = ก่อน
wall-now = ขณะนี้
wall-interval = ช่วงความเชื่อมั่น 95 %
wall-ticker = รายการล่าสุด
wall-sources = แหล่งข้อมูล
wall-alerts = การแจ้งเตือน
wall-since = ตั้งแต่
wall-alerts-more = ยังมีการแจ้งเตือนอีก { $count } เรื่องในหน้าข้อมูล
wall-scene = ฉาก
wall-held = หยุดไว้
wall-lost = ขาดการติดต่อกับเครื่องให้บริการตั้งแต่ { $time }
wall-updated = ข้อมูลใหม่
wall-no-data = ไม่มีรายการในช่วงนี้
wall-unknown-scene = ไม่มีฉากชื่อ { $scene }
wall-scenes-file = { $which ->
    [bundled] ใช้ฉากชุดที่มากับโปรแกรม
   *[kept] ใช้ฉากชุดล่าสุดที่ถูกต้อง
 } { $error }
wall-compounds = ฐาน ตามสถานะที่รายงานล่าสุด
wall-cells = เหตุที่มีรายงานในเซลล์ { $days } วัน
wall-cuts-open = ถูกตัด ยังไม่มีรายงานว่าคืนสภาพ
wall-cuts-restored = มีรายงานว่าคืนสภาพ
wall-cuts-replaced = มีรายงานว่าใช้แหล่งอื่นแทน
wall-arcs-moves = การย้ายฐานที่มีรายงาน
wall-arcs-people = การเดินทางของคนที่มีรายงาน
wall-arcs-ways = เส้นโค้งไปทางขวาของทิศทาง ปลายทางมีจุด
wall-move = { $origin } ไป { $destination }
wall-intervention = มาตรการ
wall-moves = รายงานการย้าย
wall-too-few = กลวง: แถวที่มีน้อยกว่า { $least } รายการ
wall-border-km = กิโลเมตรตามแนวชายแดน
wall-chronogram-classes = เหตุการณ์ต่อเดือน ทุก 25 กม.
wall-km = กม. { $from }–{ $to }
wall-undated = ไม่ระบุวันที่
wall-somewhere = ไม่ระบุสถานที่
wall-time = เวลาไทย
wall-on-map-cells = มี { $count } รายการใน { $days } วันทุกแนวชายแดนและพื้นที่ต่อเนื่อง ในจำนวนนี้ { $hidden } รายการไม่มีเซลล์ใดแสดงได้
wall-on-map-arcs = { $days } วัน: แสดง { $shown } เหตุบนแผนที่ อีก { $hidden } เหตุไม่รู้สถานที่ทั้งสองปลาย
wall-on-map-cuts = แสดง { $shown } แห่งบนแผนที่ อีก { $hidden } แห่งรู้เพียงจังหวัดหรือประเทศ
wall-own-file = { $error }
