# ผลที่พบและเหตุผล
finding-caveat = ข้อมูลขึ้นกับการบังคับใช้กฎหมายและการรายงาน จำนวนที่เพิ่มอาจมาจากการตรวจเข้มขึ้น ที่ลดอาจมาจากการหันไปมองที่อื่น
finding-sentence = { $verdict }: { $reason }
verdict-displaced = ย้ายที่
verdict-diffused = พื้นที่ข้างเคียงลดลงด้วย
verdict-neither = ไม่พบการย้ายที่
verdict-cannot-tell = สรุปไม่ได้
verdict-rise = เพิ่มขึ้น
verdict-fall = ลดลง
verdict-no-change = ไม่เปลี่ยนแปลง
verdict-supported = ข้อมูลสนับสนุน
verdict-contradicted = ข้อมูลขัดแย้ง
verdict-kept = เป็นไปตามคำมั่น
verdict-not-kept = ไม่เป็นไปตามคำมั่น
verdict-open = ยังไม่ครบกำหนด
verdict-drawn = อนุมาน

displacement-rose-beside = พื้นที่เป้าหมายมีรายงานน้อยกว่าที่คาดจากกลุ่มเทียบ { NUMBER($fall, maximumFractionDigits: 0) } รายการ (คาดไว้ { NUMBER($expected, maximumFractionDigits: 0) }) ส่วนพื้นที่ข้างเคียงเพิ่มขึ้น { NUMBER($gain, maximumFractionDigits: 0) } รายการ
displacement-fell-beside = พื้นที่เป้าหมายมีรายงานน้อยกว่าที่คาดจากกลุ่มเทียบ { NUMBER($fall, maximumFractionDigits: 0) } รายการ (คาดไว้ { NUMBER($expected, maximumFractionDigits: 0) }) และพื้นที่ข้างเคียงลดลงด้วย
displacement-nothing-beside = พื้นที่เป้าหมายมีรายงานน้อยกว่าที่คาดจากกลุ่มเทียบ { NUMBER($fall, maximumFractionDigits: 0) } รายการ (คาดไว้ { NUMBER($expected, maximumFractionDigits: 0) }) และไม่พบการเพิ่มขึ้นที่มีนัยในพื้นที่ข้างเคียง
displacement-treated-did-not-fall = พื้นที่เป้าหมายไม่ได้ลดลงอย่างมีนัย กลุ่มเทียบทำให้คาดไว้ { NUMBER($expected, maximumFractionDigits: 0) } รายการ
displacement-fall-uncertain = การลดลงของพื้นที่เป้าหมายอาจเกิดโดยบังเอิญ กลุ่มเทียบทำให้คาดไว้ { NUMBER($expected, maximumFractionDigits: 0) } รายการ
displacement-beside-uncertain = พื้นที่เป้าหมายมีรายงานน้อยกว่าที่คาด { NUMBER($fall, maximumFractionDigits: 0) } รายการ แต่การเปลี่ยนแปลงข้างเคียงอาจเกิดโดยบังเอิญ
displacement-no-records = ไม่มีรายงานของพื้นที่และเดือนเหล่านี้
displacement-too-few-treated = พื้นที่เป้าหมายมีรายงานก่อนหน้า { $count } รายการ ต้องมีอย่างน้อย { $least }
displacement-too-few-control = กลุ่มเทียบมีรายงาน { $count } รายการในช่วงที่มีน้อยกว่า ต้องมีอย่างน้อย { $least }
displacement-no-control = ไม่มีพื้นที่เหลือให้เทียบ
displacement-empty-period = ไม่มีเดือนเต็มก่อนหรือหลังในข้อมูล
displacement-too-few-months = มีรายงานก่อนหน้าเพียง { $count } เดือน ต้องมีอย่างน้อย { $least } เดือนจึงจะเห็นแนวโน้ม
displacement-outside-data = ข้อมูลไปไม่ถึงเดือนเหล่านี้
displacement-periods-overlap = ช่วงก่อนและหลังซ้อนกัน
displacement-intervention-inside-period = เหตุไม่ได้อยู่ระหว่างช่วงก่อนกับช่วงหลัง
displacement-too-much-moved = หลายพื้นที่เปลี่ยนพร้อมกันจนไม่มีพื้นที่คงที่ให้เทียบ
displacement-trends-apart = แนวโน้มก่อนหน้าของพื้นที่กับกลุ่มเทียบต่างกัน (p { NUMBER($p_value, maximumFractionDigits: 3) })
displacement-control-moved = กลุ่มเทียบเปลี่ยนแปลงเอง จึงแยกไม่ออกว่าเปลี่ยนเพราะอะไร

flows-drawn = จากรายงานที่หายไปเกินความบังเอิญ { NUMBER($lost, maximumFractionDigits: 0) } รายการ มี { NUMBER($drawn, maximumFractionDigits: 0) } รายการที่ตรงกับการเพิ่มขึ้นที่อื่น และยังคงอยู่เมื่อสุ่มข้อมูลซ้ำ
flows-outside-data = ไม่มีเดือนเต็มก่อนหรือหลังในข้อมูล
flows-no-spread = พื้นที่ที่มีรายงานน้อยเกินกว่าจะแยกความบังเอิญจากการเปลี่ยนแปลง
flows-nothing-moved = ไม่มีการลดลงหรือไม่มีการเพิ่มขึ้นเกินความบังเอิญ: ลดลง { NUMBER($lost, maximumFractionDigits: 0) } รายการ เพิ่มขึ้น { NUMBER($gained, maximumFractionDigits: 0) } รายการ
flows-origins = หลายพื้นที่ลดลง ({ NUMBER($lost, maximumFractionDigits: 0) } รายการ) จึงบอกต้นทางของที่เพิ่มขึ้น ({ NUMBER($gained, maximumFractionDigits: 0) } รายการ) ไม่ได้
flows-unstable = ไม่มีคู่ของการลดลง ({ NUMBER($lost, maximumFractionDigits: 0) } รายการ) กับการเพิ่มขึ้น ({ NUMBER($gained, maximumFractionDigits: 0) } รายการ) ที่คงอยู่เมื่อสุ่มข้อมูลซ้ำ

commitment-open = ครบกำหนดในอีก { $days } วัน
commitment-no-months = ยังไม่ครบหนึ่งเดือนเต็มหลังกำหนด หรือไม่มีเดือนก่อนให้คำมั่นในข้อมูล
commitment-still = มี { $after } รายงานใน { $months } เดือนหลังครบกำหนด ทั้งที่ให้คำมั่นว่าจะไม่มี
commitment-no-record = ไม่มีรายงานใน { $months } เดือนหลังครบกำหนด แต่การไม่มีรายงานไม่ได้แสดงว่าไม่มีเหตุ
commitment-fall = มี { $after } รายงานใน { $months } เดือนหลังครบกำหนด เทียบกับ { $before } ในช่วงเท่ากันก่อนให้คำมั่น ลดลงเกินความบังเอิญ
commitment-rise = มี { $after } รายงานใน { $months } เดือนหลังครบกำหนด เทียบกับ { $before } ในช่วงเท่ากันก่อนให้คำมั่น เพิ่มขึ้นเกินความบังเอิญ
commitment-no-change = มี { $after } รายงานใน { $months } เดือนหลังครบกำหนด เทียบกับ { $before } ในช่วงเท่ากันก่อนให้คำมั่น ไม่ลดลงครึ่งหนึ่งและไม่เพิ่มเป็นสองเท่า
commitment-uncertain = มี { $after } รายงานใน { $months } เดือนหลังครบกำหนด เทียบกับ { $before } ในช่วงเท่ากันก่อนให้คำมั่น อาจเกิดโดยบังเอิญ

shift-rise = { $after } รายงานใน { $months } เดือน เทียบกับ { $before } ใน { $months } เดือนก่อนหน้า สัดส่วนเพิ่มขึ้นเกินความบังเอิญ
shift-fall = { $after } รายงานใน { $months } เดือน เทียบกับ { $before } ใน { $months } เดือนก่อนหน้า สัดส่วนลดลงเกินความบังเอิญ
shift-no-change = { $after } รายงานใน { $months } เดือน เทียบกับ { $before } ใน { $months } เดือนก่อนหน้า สัดส่วนไม่ลดลงครึ่งหนึ่งและไม่เพิ่มเป็นสองเท่า
shift-cannot-tell = { $after } รายงานใน { $months } เดือน เทียบกับ { $before } ใน { $months } เดือนก่อนหน้า อาจเกิดโดยบังเอิญ
