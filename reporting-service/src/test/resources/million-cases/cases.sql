-- For measuring, on an empty database with the migrations of db/migration: psql -f cases.sql, then queries.sh. Not part of a test run.
-- 1,000,000 cases: 97.5 % ended, 25,000 open (three in four with a clock), regions of the four seed counties and their townships
insert into case_file (case_id, case_no, case_code, region_code, title, category, state, stage, risk, secrecy, unit, registered_at, issued_at, due_at,
  closed_at, as_of, body, version, source, level, demo, ended, yellow_at, red_at)
select gen_random_uuid(), 'ZZ' || county || to_char(reg_at, 'YYYYMMDD') || lpad(i::text, 7, '0') , 'C' || lpad(i::text, 11, '0'),
  county || lpad((100 + (random() * 29)::int)::text, 3, '0') || '000',
  (array['甲方与乙方邻里排水','甲方反映乙方拖欠工资','甲方反映小区物业费','甲乙双方土地边界','甲方与乙方婚姻家庭','甲方与乙方民间借贷','甲方反映噪声扰民'])[1 + (i % 7)] || '纠纷' || (i % 977),
  (array['02','1001','1501','0702','01','0401','0901'])[1 + (i % 7)], st.state, st.stage,
  case when random() < 0.004 then 'RISK_RED' when random() < 0.02 then 'RISK_ORANGE' when random() < 0.1 then 'RISK_YELLOW' else 'RISK_BLUE' end,
  case when random() < 0.01 then 'RESTRICTED' else 'NORMAL' end,
  county || '-' || (array['M001','HRSS','COURT','AGRI','WOMEN','HOUSING','ECO'])[1 + (i % 7)],
  reg_at, case when st.timed then reg_at + interval '5 minutes' end, case when st.timed then reg_at + interval '7 days' end,
  case when st.ended then reg_at + interval '6 days' end, now(), (select string_agg(md5((i*100+k)::text),'') from generate_series(1,40) k), 1,
  (array['p110','h12345','petition','court','self','window','grid','cascade'])[1 + ((i * 7) % 8)],
  case when st.ended then (array['VILLAGE','TOWNSHIP','COUNTY'])[1 + (i % 3)] end, false, st.ended,
  case when st.timed then reg_at + interval '5 days 6 hours' end, case when st.timed then reg_at + interval '6 days 7 hours' end
from generate_series(1, 1000000) i,
 lateral (select (array['520527','620902','421202','222401'])[1 + (random() * 3)::int] county, case when i > 975000 then now() - random() * interval '5 days 12 hours' else now() - random() * interval '730 days' end reg_at where i > 0) r,
 lateral (select case when i <= 975000 then 'ARCHIVED' when i % 4 = 0 then 'DISPATCHED' when i % 4 = 1 then 'HANDLING' when i % 4 = 2 then 'MEDIATING' else 'VISITING' end state,
                 case when i <= 975000 then 'PING' when i % 4 = 0 then 'JIAO' when i % 4 in (1, 2) then 'BAN' else 'PING' end stage,
                 i <= 975000 ended, i > 975000 and i % 4 <> 3 timed) st;
insert into case_title select case_id, title_grams(title) from case_file;
select case_tally_rebuild();
vacuum analyze;
