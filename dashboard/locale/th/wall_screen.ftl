# จอใหญ่: คำที่หน้าจอเขียน

page-wall = จอใหญ่
screen-failed = แสดงจอใหญ่ไม่ได้: โหลดไฟล์ที่จำเป็นไม่ครบ
screen-few-sign = (น้อย)
screen-held = หยุดไว้
screen-server-gone = เซิร์ฟเวอร์ไม่ตอบตั้งแต่ { $time } น. วันที่ { $date } ภาพนี้เป็นของเวลานั้น
screen-shift-watch = เฝ้าดูการย้าย: สัดส่วนกิจกรรม ก่อน → ปัจจุบัน
screen-synthetic = ข้อมูลสังเคราะห์: สร้างขึ้นเพื่อการทดสอบ
screen-thai-time = เวลาไทย
screen-unknown-scene = ไม่มีฉาก “{ $scene }” จึงแสดงฉากแรก
screen-legend-cells = รายงานในเซลล์
screen-legend-compounds = ฐานสแกม
