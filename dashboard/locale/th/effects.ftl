# What an intervention did: geo/effects.py, geo/placebos.py
effect-fall = กิจกรรมลดลงทันทีเหลือ { NUMBER($ratio, maximumFractionDigits: 2) } เท่าของแนวโน้มเดิม (ช่วงเชื่อมั่น 95 % { NUMBER($low, maximumFractionDigits: 2) } ถึง { NUMBER($high, maximumFractionDigits: 2) })
effect-rise = กิจกรรมเพิ่มขึ้นทันทีเป็น { NUMBER($ratio, maximumFractionDigits: 2) } เท่าของแนวโน้มเดิม (ช่วงเชื่อมั่น 95 % { NUMBER($low, maximumFractionDigits: 2) } ถึง { NUMBER($high, maximumFractionDigits: 2) })
effect-no-change = กิจกรรมเป็นไปตามแนวโน้มเดิม: { NUMBER($ratio, maximumFractionDigits: 2) } เท่า (ช่วงเชื่อมั่น 95 % { NUMBER($low, maximumFractionDigits: 2) } ถึง { NUMBER($high, maximumFractionDigits: 2) })
effect-too-wide = ข้อมูลเข้าได้กับทุกค่าตั้งแต่ { NUMBER($low, maximumFractionDigits: 2) } ถึง { NUMBER($high, maximumFractionDigits: 2) } เท่าของแนวโน้มเดิม
effect-few-periods = มี { $before } ช่วงเวลาก่อน และ { $after } ช่วงเวลาหลัง ต้องมีอย่างน้อยฝั่งละ { $needed } ช่วง
effect-few-before = ก่อนหน้ามี { $found } เหตุการณ์ ต้องมีอย่างน้อย { $needed }
effect-few-after = หลังจากนั้นมี { $found } เหตุการณ์ ต้องมีอย่างน้อย { $needed }
effect-no-effort = มี { $periods } ช่วงเวลาที่ไม่มีบันทึกจากที่ใดเลย จึงไม่รู้ว่ามีการเฝ้าดูมากน้อยเพียงใด
effect-no-fit = จำนวนที่มีไม่พอให้ประมาณความคลาดเคลื่อน
effect-no-placebo = ไม่มีวันอื่นหรือพื้นที่อื่นที่มีข้อมูลพอให้เปรียบเทียบ
effect-placebo-dates = วันที่ไม่มีการดำเนินการใดก็เปลี่ยนมากเท่ากัน (อันดับ { $dates_rank } จาก { $dates_of } วัน)
effect-placebo-sectors = พื้นที่ที่ไม่มีการดำเนินการใดก็เปลี่ยนมากเท่ากัน (อันดับ { $sectors_rank } จาก { $sectors_of } พื้นที่)
effect-outside-data = ข้อมูลไปไม่ถึงเดือนก่อนและหลังมาตรการ
effect-ranks = อันดับ { $dates_rank } จาก { $dates_of } วัน และอันดับ { $sectors_rank } จาก { $sectors_of } พื้นที่ อีก { $dates_left_out } วันและ { $sectors_left_out } พื้นที่มีข้อมูลน้อยเกินกว่าจะเปรียบเทียบ

# Hot spots: geo/hotspots.py, geo/emerging.py
hotspots-found = จาก { $cells } เซลล์ มีจุดร้อน { $hot } และจุดเย็น { $cold } เซลล์ เกินกว่าความบังเอิญ
hotspots-none = ไม่มีเซลล์ใดใน { $cells } เซลล์ที่ต่างจากความบังเอิญ
hotspots-few-records = มี { $found } เหตุการณ์ในเซลล์ ต้องมีอย่างน้อย { $needed }
hotspots-few-cells = มี { $found } เซลล์ ต้องมีอย่างน้อย { $needed }
hotspots-few-months = มี { $found } เดือน ต้องมีอย่างน้อย { $needed }
hotspots-representative = { NUMBER($share, style: "percent") } ของ { $records } เหตุการณ์อยู่บนจุดตัวแทน เกิน { NUMBER($most, style: "percent") }
hotspots-no-variation = ทุกเซลล์มีจำนวนเท่ากัน ({ $count })
emerging-found = { $found } จาก { $cells } เซลล์มีรูปแบบตลอด { $months } เดือน
emerging-none = ไม่มีเซลล์ใดใน { $cells } เซลล์ที่มีรูปแบบตลอด { $months } เดือน
emerging-kind-new = ใหม่
emerging-kind-consecutive = ต่อเนื่อง
emerging-kind-intensifying = เข้มข้นขึ้น
emerging-kind-persistent = คงอยู่
emerging-kind-diminishing = เบาบางลง
emerging-kind-sporadic = เป็นครั้งคราว
emerging-kind-oscillating = สลับร้อนเย็น
emerging-kind-historical = ในอดีต
emerging-kind-none = ไม่มีรูปแบบ
