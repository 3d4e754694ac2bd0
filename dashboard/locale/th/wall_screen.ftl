# จอใหญ่: คำของหน้าจอ
page-wall = จอใหญ่
screen-compounds = ฐานสแกม
screen-server-gone = เซิร์ฟเวอร์ไม่ตอบตั้งแต่ { $time } น. วันที่ { $date } ภาพนี้เป็นของเวลานั้น
