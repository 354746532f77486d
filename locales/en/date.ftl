# Dates. The order of the parts is the group's regional format, not the language's.

date-monday = Monday
date-tuesday = Tuesday
date-wednesday = Wednesday
date-thursday = Thursday
date-friday = Friday
date-saturday = Saturday
date-sunday = Sunday
date-mon = Mon
date-tue = Tue
date-wed = Wed
date-thu = Thu
date-fri = Fri
date-sat = Sat
date-sun = Sun
date-january = January
date-february = February
date-march = March
date-april = April
date-may = May
date-june = June
date-july = July
date-august = August
date-september = September
date-october = October
date-november = November
date-december = December
date-jan = Jan
date-feb = Feb
date-mar = Mar
date-apr = Apr
date-short-may = May
date-jun = Jun
date-jul = Jul
date-aug = Aug
date-sep = Sep
date-oct = Oct
date-nov = Nov
date-dec = Dec

date-long-dmy = { $weekday } { $day } { $month } { $year }
date-long-mdy = { $weekday }, { $month } { $day }, { $year }
date-long-ymd = { $year } { $month } { $day }, { $weekday }

date-near-dmy = { $weekday } { $day } { $month }
date-near-mdy = { $weekday }, { $month } { $day }
date-near-ymd = { $month } { $day }, { $weekday }

date-short-dmy = { $day } { $month } { $year }
date-short-mdy = { $month } { $day }, { $year }
date-short-ymd = { $year } { $month } { $day }

date-and-time = { $date }, { $time }
date-am = AM
date-pm = PM
