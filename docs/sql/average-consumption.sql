-- Average consumption of France from 1 January 2018, 06:00 to 3 January, 17:00 (both included), on the clock of Paris.
-- The dates are ISO: '03/01/2018' would be 1 March under the default DateStyle. The parentheses are needed: BETWEEN binds
-- tighter than AT TIME ZONE. Half-hours are told by the epoch, whatever the time zone of the session.
SELECT avg(mw) AS average_mw, count(*) AS half_hours
FROM load_point
WHERE area_id = 0
  AND at BETWEEN (TIMESTAMP '2018-01-01 06:00:00' AT TIME ZONE 'Europe/Paris')
             AND (TIMESTAMP '2018-01-03 17:00:00' AT TIME ZONE 'Europe/Paris')
  AND mod(extract(epoch FROM at)::bigint, 1800) = 0;
