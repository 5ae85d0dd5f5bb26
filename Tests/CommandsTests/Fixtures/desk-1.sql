-- A desk as the first version of the tables had it, made by the program of then.
PRAGMA journal_mode = WAL;
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  queue TEXT NOT NULL,
  stage TEXT NOT NULL,
  category TEXT NOT NULL,
  priority INTEGER NOT NULL,
  requester INTEGER REFERENCES person (id),
  assignee INTEGER REFERENCES person (id),
  due INTEGER,
  wake INTEGER,
  parent INTEGER,
  source TEXT NOT NULL,
  close_reason TEXT NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  closed INTEGER,
  version INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  stage_since INTEGER NOT NULL,
  been INTEGER NOT NULL,
  number INTEGER NOT NULL,
  head BLOB,
  stages_before TEXT NOT NULL
) STRICT;
CREATE INDEX ticket_queue ON ticket (queue);
CREATE INDEX ticket_category ON ticket (category, queue);
CREATE INDEX ticket_assignee ON ticket (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX ticket_requester ON ticket (requester) WHERE requester IS NOT NULL;
CREATE INDEX ticket_parent ON ticket (parent) WHERE parent IS NOT NULL;
CREATE TABLE ticket_value (
  ticket INTEGER NOT NULL,
  field TEXT NOT NULL,
  position INTEGER NOT NULL,
  text TEXT,
  number ANY,
  kind TEXT NOT NULL,
  PRIMARY KEY (ticket, field, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_value_text ON ticket_value (field, text, ticket) WHERE text IS NOT NULL;
CREATE INDEX ticket_value_number ON ticket_value (field, number, ticket)
  WHERE number IS NOT NULL;
CREATE VIRTUAL TABLE search_public
  USING fts5 (tokens, content='', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE search_internal
  USING fts5 (tokens, content='', columnsize=0, tokenize='ascii');
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  ticket INTEGER NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  request TEXT NOT NULL,
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  action TEXT NOT NULL,
  edits TEXT NOT NULL,
  visibility TEXT NOT NULL,
  cause INTEGER,
  origin INTEGER,
  depth INTEGER NOT NULL,
  hook TEXT,
  previous BLOB,
  parts TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_number ON entry (ticket, number);
CREATE INDEX entry_origin ON entry (origin) WHERE origin IS NOT NULL;
CREATE TABLE payload (
  seq INTEGER NOT NULL REFERENCES entry (seq),
  part TEXT NOT NULL,
  salt BLOB NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (seq, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE request_key (
  key TEXT PRIMARY KEY,
  ticket INTEGER NOT NULL,
  seq INTEGER,
  request TEXT NOT NULL,
  version INTEGER NOT NULL,
  outbox TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ticket INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  person INTEGER NOT NULL,
  request INTEGER NOT NULL,
  outbox INTEGER NOT NULL,
  epoch TEXT NOT NULL
) STRICT;
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  login TEXT NOT NULL,
  language TEXT NOT NULL,
  zone TEXT NOT NULL,
  roles TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX person_login ON person (login) WHERE login <> '';
CREATE TABLE role (
  name TEXT PRIMARY KEY,
  side TEXT NOT NULL,
  grants TEXT NOT NULL,
  plugin TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE queue (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  plugin TEXT NOT NULL,
  name TEXT NOT NULL,
  ticket INTEGER,
  entry INTEGER,
  recipient INTEGER,
  payload TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  state TEXT NOT NULL,
  last_error TEXT NOT NULL,
  lease_owner TEXT NOT NULL,
  lease_until INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX outbox_key ON outbox (key);
CREATE INDEX outbox_due ON outbox (not_before) WHERE state = 'waiting';
CREATE INDEX outbox_leased ON outbox (ticket) WHERE lease_owner <> '';
CREATE INDEX outbox_recipient ON outbox (recipient) WHERE recipient IS NOT NULL;
CREATE INDEX outbox_entry ON outbox (entry) WHERE entry IS NOT NULL AND payload <> '';
CREATE TABLE plugin (
  name TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  position INTEGER NOT NULL,
  is_script INTEGER NOT NULL,
  settings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE plugin_file (
  digest TEXT NOT NULL,
  path TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (digest, path)
) STRICT;
CREATE TABLE registry (epoch TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE plugin_state (
  plugin TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (plugin, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE plugin_state_past (
  plugin TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  seq INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE desk_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  level TEXT NOT NULL,
  plugin TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE TABLE import_mark (
  source TEXT NOT NULL,
  rows INTEGER NOT NULL,
  digest BLOB NOT NULL,
  checks BLOB NOT NULL,
  PRIMARY KEY (source, rows)
) STRICT, WITHOUT ROWID;
INSERT INTO ticket VALUES (1, 'question', 'Printer on fire', 'Third floor', '', 'answered', 'waiting', 2, 3, NULL, NULL, NULL, NULL, 'manual', '', 1795327072231, 1795327072487, NULL, 2, 1795327072487, 1795327072487, 3, 3, X'0b13535e351888b98ce8ba4923b86d8ac56200d38e366def87cfcc921000404f', '[]');
INSERT INTO ticket VALUES (2, 'question', 'Lamp out', '', '', 'postponed', 'postponed', 3, 3, NULL, 1893456000000, 1893456000000, NULL, 'manual', '', 1795327072613, 1795327072707, NULL, 2, 1795327072707, 1795327072707, 5, 2, X'5f6103081b2c9c2bffaa41a5c63b7cd36874b2c1107c344829de041c5fd236d3', '["new"]');
INSERT INTO ticket_value VALUES (1, 'tags', 1, 'hot', NULL, 'text');
INSERT INTO entry VALUES (1, 0, 1, 1, 1795327071732, 1795327071732, 'r1', 'desk', 'init', 'person.add', '[{"field":"person.1.name"},{"field":"person.1.login"},{"field":"person.1.roles"}]', 'public', NULL, NULL, 0, NULL, NULL, '{"to":"5a2d98f8e2e00876532619a5e59485fa07fc9df86e5dbd8c8ae11f55c2a115fc"}', X'8f6f592200432c18a253780966ee5a08596ea731359f3f8483cbc35921c8e1de');
INSERT INTO entry VALUES (2, 0, 2, 2, 1795327071740, 1795327071740, 'r2', 'desk', 'init', 'plugin.enable', '[{"field":"plugin.support"},{"field":"epoch"}]', 'public', NULL, NULL, 0, NULL, X'8f6f592200432c18a253780966ee5a08596ea731359f3f8483cbc35921c8e1de', '{"to":"0e410fab6dd44c196ed553c2d03234266f628d9256ed3fda2eb1b826199a5699"}', X'f087ab5a15c3fb06cd4b8b0329e68134a57e22652ad22ae50c35b74bfecb90d1');
INSERT INTO entry VALUES (3, 0, 3, 3, 1795327071896, 1795327071896, 'r3', 'person:1', 'cli', 'person.add', '[{"field":"person.2.name"},{"field":"person.2.roles"}]', 'public', NULL, NULL, 0, NULL, X'f087ab5a15c3fb06cd4b8b0329e68134a57e22652ad22ae50c35b74bfecb90d1', '{"to":"14d1b252faf7059ba78c8599b43ec82c93f70fc8f906c543dfe024cd33a88e43"}', X'5cc28b1148bde7d2eb223b95823d841c84047130b6aef4a4774310a9cb745466');
INSERT INTO entry VALUES (4, 0, 4, 4, 1795327072082, 1795327072082, 'r4', 'person:1', 'cli', 'person.add', '[{"field":"person.3.name"},{"field":"person.3.roles"}]', 'public', NULL, NULL, 0, NULL, X'5cc28b1148bde7d2eb223b95823d841c84047130b6aef4a4774310a9cb745466', '{"to":"3e7301f1294d42cd28d22f84b9b79704fb70feb1b84c4b8015f4d41bd655f272"}', X'e630d5daddff7e07fcdcdb2bd0aa5e999270cb7d73252f5ab5c979ba42f7a56e');
INSERT INTO entry VALUES (5, 1, 1, 1, 1795327072231, 1795327072231, 'r5', 'person:3', 'cli', 'create', '[{"field":"type","to":"question"},{"field":"stage","to":{"stage":["new","open"]}},{"field":"priority","to":"normal"},{"field":"source","to":"manual"},{"field":"requester","to":{"person":3}},{"field":"subject"},{"field":"body"},{"field":"tags"}]', 'public', NULL, NULL, 0, NULL, NULL, '{"to":"294428b2d3ad2482a6ea74231f8bf82cf80b420058e39785e0cd2438a62f1f15"}', X'd64661cbbb95ca0c9323d2b38c3dd0c132a328cae3da585cae85ebc0c2045e03');
INSERT INTO entry VALUES (6, 1, 2, 1, 1795327072365, 1795327072365, 'r6', 'person:2', 'cli', 'note', '[]', 'internal', NULL, NULL, 0, NULL, X'd64661cbbb95ca0c9323d2b38c3dd0c132a328cae3da585cae85ebc0c2045e03', '{"text":"8da2547143929d940615960800cc4454af62ba937ae1311d504891e660eb3f39"}', X'e78ab563fb3029d390a8fe1c06e8ff72017556a81113aa61e875430b86e11751');
INSERT INTO entry VALUES (7, 1, 3, 2, 1795327072487, 1795327072487, 'r7', 'person:2', 'cli', 'reply', '[{"field":"stage","from":{"stage":["new","open"]},"to":{"stage":["answered","waiting"]}}]', 'public', NULL, NULL, 0, NULL, X'e78ab563fb3029d390a8fe1c06e8ff72017556a81113aa61e875430b86e11751', '{"text":"46402bdc479cc6ac7068d20b3257a246569c2692a63a9f24f2b95a1f136fdc56"}', X'0b13535e351888b98ce8ba4923b86d8ac56200d38e366def87cfcc921000404f');
INSERT INTO entry VALUES (8, 2, 1, 1, 1795327072613, 1795327072613, 'r8', 'person:3', 'cli', 'create', '[{"field":"type","to":"question"},{"field":"stage","to":{"stage":["new","open"]}},{"field":"priority","to":"high"},{"field":"source","to":"manual"},{"field":"requester","to":{"person":3}},{"field":"subject"}]', 'public', NULL, NULL, 0, NULL, NULL, '{"to":"9043eb56489977913a5e9f6ce57da5829c872044b973c44d1eb569bf7370f491"}', X'11eea4d2c286155e69025267ab54ffac4f44c104a6e935be455dc34e94ffb3cd');
INSERT INTO entry VALUES (9, 2, 2, 2, 1795327072707, 1795327072707, 'r9', 'person:1', 'cli', 'postpone', '[{"field":"wake","to":{"time":1893456000000}},{"field":"due","to":{"time":1893456000000}},{"field":"stage","from":{"stage":["new","open"]},"to":{"stage":["postponed","postponed"]}}]', 'public', NULL, NULL, 0, NULL, X'11eea4d2c286155e69025267ab54ffac4f44c104a6e935be455dc34e94ffb3cd', '{}', X'5f6103081b2c9c2bffaa41a5c63b7cd36874b2c1107c344829de041c5fd236d3');
INSERT INTO payload VALUES (1, 'to', X'4897b4f8903e5657c7dabebad1b430b5', '{"person.1.login":"root","person.1.name":"admin","person.1.roles":["admin"]}');
INSERT INTO payload VALUES (2, 'to', X'a81459b5444fd91084ff6a530d5e1eb9', '{"epoch":"21010469557ed4313e7cf90d1ebf51d879e36afbe6cbbaff262cc62eda8e31c1","plugin.support":"3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132"}');
INSERT INTO payload VALUES (3, 'to', X'97e379902a02a1876ec09ad9a8c78f94', '{"person.2.name":"ann","person.2.roles":["agent"]}');
INSERT INTO payload VALUES (4, 'to', X'8bd07e85aa1f72dc86a2f0d34caa6d4e', '{"person.3.name":"carl","person.3.roles":["customer"]}');
INSERT INTO payload VALUES (5, 'to', X'6b3b43eeb0ec9b7dd20634467c4ddc79', '{"body":"Third floor","subject":"Printer on fire","tags":["hot"]}');
INSERT INTO payload VALUES (6, 'text', X'47e3485adff19d0599a4e7be3ffa50bd', 'Second time');
INSERT INTO payload VALUES (7, 'text', X'71ea035092215c17633af44ae211205a', 'On our way');
INSERT INTO payload VALUES (8, 'to', X'92e4b2d9675c1f28167491d8173ed9e7', '{"subject":"Lamp out"}');
INSERT INTO counter VALUES (1, 2, 9, 3, 9, 1, '21010469557ed4313e7cf90d1ebf51d879e36afbe6cbbaff262cc62eda8e31c1');
INSERT INTO person VALUES (1, 'admin', '', 'root', '', '', '["admin"]');
INSERT INTO person VALUES (2, 'ann', '', '', '', '', '["agent"]');
INSERT INTO person VALUES (3, 'carl', '', '', '', '', '["customer"]');
INSERT INTO setting VALUES ('revision', '3');
INSERT INTO outbox VALUES (1, 'wake/2', 'timer', '', 'wake', 2, 9, NULL, '', 1893456000000, 0, 'waiting', '', '', 0);
INSERT INTO plugin VALUES ('support', '1.0.0', '3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 1, 0, 0, '{}');
INSERT INTO plugin_file VALUES ('3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 'init.lua', X'2d2d20576861742061207175657374696f6e2069733a207468652073746167657320697420676f6573207468726f7567682c2077686f206d617920646f207768617420776974682069742e0a0a646f636b65742e6c6966656379636c657b0a20206e616d65203d20227175657374696f6e222c0a2020696e697469616c203d20226e6577222c0a2020737461676573203d207b0a202020207b206e616d65203d20226e6577222c2063617465676f7279203d20226f70656e22207d2c0a202020207b206e616d65203d2022616e737765726564222c2063617465676f7279203d202277616974696e6722207d2c0a202020207b206e616d65203d20226f70656e222c2063617465676f7279203d20226f70656e22207d2c0a202020207b206e616d65203d2022706f7374706f6e6564222c2063617465676f7279203d2022706f7374706f6e656422207d2c0a202020207b206e616d65203d20227265736f6c766564222c2063617465676f7279203d2022636c6f73656422207d2c0a202020207b206e616d65203d20227370616d222c2063617465676f7279203d202264697363617264656422207d2c0a202020207b206e616d65203d202264656c65746564222c2063617465676f7279203d202264697363617264656422207d2c0a20207d2c0a20207472616e736974696f6e73203d207b0a202020206e6577203d207b2022616e737765726564222c2022706f7374706f6e6564222c20227265736f6c766564222c202264656c65746564222c20227370616d22207d2c0a20202020616e737765726564203d207b2022706f7374706f6e6564222c20226f70656e222c20227265736f6c766564222c202264656c65746564222c20227370616d22207d2c0a20202020706f7374706f6e6564203d207b20226e6577222c20226f70656e222c20227265736f6c766564222c202264656c65746564222c20227370616d22207d2c0a202020206f70656e203d207b2022616e737765726564222c2022706f7374706f6e6564222c20227265736f6c766564222c202264656c65746564222c20227370616d22207d2c0a202020207265736f6c766564203d207b20226f70656e222c202264656c65746564222c20227370616d22207d2c0a202020207370616d203d207b2022406265666f7265222c202264656c6574656422207d2c0a2020202064656c65746564203d207b2022406265666f726522207d2c0a20207d2c0a20206c65616473203d207b0a20202020636c6f7365203d20227265736f6c766564222c0a2020202072656f70656e203d20226f70656e222c0a20202020706f7374706f6e65203d2022706f7374706f6e6564222c0a2020202077616b65203d207b206e6577203d20226e6577222c205b222a225d203d20226f70656e22207d2c0a2020202064697363617264203d207b207370616d203d20227370616d222c2064656c65746564203d202264656c6574656422207d2c0a20202020726573746f7265203d2022406265666f7265222c0a20207d2c0a20206f6e5f7265706c79203d207b0a202020206167656e74203d207b206e6577203d2022616e737765726564222c206f70656e203d2022616e73776572656422207d2c0a20202020637573746f6d6572203d207b0a202020202020616e737765726564203d20226f70656e222c0a202020202020706f7374706f6e6564203d20226f70656e222c0a2020202020207265736f6c766564203d20646f636b65742e73657474696e67732e72656f70656e5f6f6e5f7265706c7920616e6420226f70656e22206f7220224073746179222c0a202020207d2c0a20207d2c0a7d0a0a646f636b65742e747970657b206e616d65203d20227175657374696f6e222c206c6966656379636c65203d20227175657374696f6e22207d0a0a6c6f63616c206167656e74203d207b0a2020227469636b65742e76696577222c0a2020227469636b65742e637265617465222c0a2020227469636b65742e757064617465222c0a2020227469636b65742e7265706c79222c0a2020227469636b65742e72656f70656e222c0a2020227469636b65742e706f7374706f6e65222c0a2020227469636b65742e64697363617264222c0a2020227469636b65742e726573746f7265222c0a2020227469636b65742e617474616368222c0a2020227469636b65742e666f7277617264222c0a2020226e6f74652e76696577222c0a2020226e6f74652e616464222c0a202022686973746f72792e76696577222c0a202022706572736f6e2e76696577222c0a2020227265706f7274222c0a7d0a0a6c6f63616c206d616e61676572203d207b0a2020227469636b65742e636c6f7365222c0a2020227469636b65742e7075726765222c0a2020227469636b65742e726564616374222c0a2020227469636b65742e756e646f222c0a20202262756c6b222c0a2020226578706f7274222c0a202022696d706f7274222c0a202022766965772e7368617265222c0a202022706572736f6e2e6d616e616765222c0a2020226f7574626f782e6d616e616765222c0a7d0a7461626c652e6d6f7665286167656e742c20312c20236167656e742c20236d616e61676572202b20312c206d616e61676572290a0a646f636b65742e726f6c657b206e616d65203d20226167656e74222c206772616e7473203d206167656e74207d0a646f636b65742e726f6c657b206e616d65203d20226d616e61676572222c206772616e7473203d206d616e61676572207d0a646f636b65742e726f6c657b0a20206e616d65203d2022637573746f6d6572222c0a202073696465203d2022637573746f6d6572222c0a20206772616e7473203d207b0a202020207b207065726d697373696f6e203d20227469636b65742e76696577222c207768656e203d20227265717565737465723a6d6522207d2c0a202020207b207065726d697373696f6e203d20227469636b65742e637265617465222c207768656e203d20227265717565737465723a6d6522207d2c0a202020207b207065726d697373696f6e203d20227469636b65742e7265706c79222c207768656e203d20227265717565737465723a6d6522207d2c0a202020207b207065726d697373696f6e203d20227469636b65742e617474616368222c207768656e203d20227265717565737465723a6d6522207d2c0a202020207b207065726d697373696f6e203d2022686973746f72792e76696577222c207768656e203d20227265717565737465723a6d6522207d2c0a20207d2c0a7d0a');
INSERT INTO plugin_file VALUES ('3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 'locales/en.lua', X'72657475726e207b0a20205b22747970652e7175657374696f6e225d203d20225175657374696f6e222c0a20205b2273746167652e6e6577225d203d20224e6577222c0a20205b2273746167652e616e737765726564225d203d2022416e737765726564222c0a20205b2273746167652e6f70656e225d203d20224f70656e222c0a20205b2273746167652e706f7374706f6e6564225d203d2022506f7374706f6e6564222c0a20205b2273746167652e7265736f6c766564225d203d20225265736f6c766564222c0a20205b2273746167652e7370616d225d203d20225370616d222c0a20205b2273746167652e64656c65746564225d203d202244656c65746564222c0a20205b22726f6c652e6167656e74225d203d20224167656e74222c0a20205b22726f6c652e6d616e61676572225d203d20224d616e61676572222c0a20205b22726f6c652e637573746f6d6572225d203d2022437573746f6d6572222c0a7d0a');
INSERT INTO plugin_file VALUES ('3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 'plugin.lua', X'72657475726e207b0a20206e616d65203d2022737570706f7274222c0a202076657273696f6e203d2022312e302e30222c0a2020617069203d20312c0a202073756d6d617279203d20225175657374696f6e732066726f6d20637573746f6d6572733a207468656972206c696665206379636c652c20616e642074686520726f6c6573206167656e742c206d616e6167657220616e6420637573746f6d6572222c0a20206c6963656e7365203d20224d4954222c0a20207065726d697373696f6e73203d207b7d2c0a202073657474696e6773203d207b0a2020202072656f70656e5f6f6e5f7265706c79203d207b2074797065203d2022626f6f6c65616e222c2064656661756c74203d2074727565207d2c0a20207d2c0a7d0a');
INSERT INTO plugin_file VALUES ('3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 'locales/nl.lua', X'72657475726e207b0a20205b22747970652e7175657374696f6e225d203d20225672616167222c0a20205b2273746167652e6e6577225d203d20224e69657577222c0a20205b2273746167652e616e737765726564225d203d20224265616e74776f6f7264222c0a20205b2273746167652e6f70656e225d203d20224f70656e222c0a20205b2273746167652e706f7374706f6e6564225d203d202255697467657374656c64222c0a20205b2273746167652e7265736f6c766564225d203d20224f7067656c6f7374222c0a20205b2273746167652e7370616d225d203d20225370616d222c0a20205b2273746167652e64656c65746564225d203d202256657277696a64657264222c0a20205b22726f6c652e6167656e74225d203d20224d6564657765726b6572222c0a20205b22726f6c652e6d616e61676572225d203d20224c656964696e67676576656e6465222c0a20205b22726f6c652e637573746f6d6572225d203d20224b6c616e74222c0a7d0a');
INSERT INTO plugin_file VALUES ('3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 'locales/ru.lua', X'72657475726e207b0a20205b22747970652e7175657374696f6e225d203d2022d092d0bed0bfd180d0bed181222c0a20205b2273746167652e6e6577225d203d2022d09dd0bed0b2d18bd0b9222c0a20205b2273746167652e616e737765726564225d203d2022d09ed182d0b2d0b5d187d0b5d0bd222c0a20205b2273746167652e6f70656e225d203d2022d09ed182d0bad180d18bd182222c0a20205b2273746167652e706f7374706f6e6564225d203d2022d09ed182d0bbd0bed0b6d0b5d0bd222c0a20205b2273746167652e7265736f6c766564225d203d2022d0a0d0b5d188d191d0bd222c0a20205b2273746167652e7370616d225d203d2022d0a1d0bfd0b0d0bc222c0a20205b2273746167652e64656c65746564225d203d2022d0a3d0b4d0b0d0bbd191d0bd222c0a20205b22726f6c652e6167656e74225d203d2022d0a1d0bed182d180d183d0b4d0bdd0b8d0ba222c0a20205b22726f6c652e6d616e61676572225d203d2022d0a0d183d0bad0bed0b2d0bed0b4d0b8d182d0b5d0bbd18c222c0a20205b22726f6c652e637573746f6d6572225d203d2022d09ad0bbd0b8d0b5d0bdd182222c0a7d0a');
INSERT INTO plugin_file VALUES ('3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 'locales/de.lua', X'72657475726e207b0a20205b22747970652e7175657374696f6e225d203d20224672616765222c0a20205b2273746167652e6e6577225d203d20224e6575222c0a20205b2273746167652e616e737765726564225d203d20224265616e74776f72746574222c0a20205b2273746167652e6f70656e225d203d20224f6666656e222c0a20205b2273746167652e706f7374706f6e6564225d203d20225a7572c3bc636b67657374656c6c74222c0a20205b2273746167652e7265736f6c766564225d203d202247656cc3b67374222c0a20205b2273746167652e7370616d225d203d20225370616d222c0a20205b2273746167652e64656c65746564225d203d202247656cc3b673636874222c0a20205b22726f6c652e6167656e74225d203d202242656172626569746572222c0a20205b22726f6c652e6d616e61676572225d203d20224c656974756e67222c0a20205b22726f6c652e637573746f6d6572225d203d20224b756e6465222c0a7d0a');
INSERT INTO plugin_file VALUES ('3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132', 'locales/es.lua', X'72657475726e207b0a20205b22747970652e7175657374696f6e225d203d2022436f6e73756c7461222c0a20205b2273746167652e6e6577225d203d20224e7565766f222c0a20205b2273746167652e616e737765726564225d203d2022526573706f6e6469646f222c0a20205b2273746167652e6f70656e225d203d20224162696572746f222c0a20205b2273746167652e706f7374706f6e6564225d203d202241706c617a61646f222c0a20205b2273746167652e7265736f6c766564225d203d202252657375656c746f222c0a20205b2273746167652e7370616d225d203d20225370616d222c0a20205b2273746167652e64656c65746564225d203d2022456c696d696e61646f222c0a20205b22726f6c652e6167656e74225d203d20224167656e7465222c0a20205b22726f6c652e6d616e61676572225d203d2022526573706f6e7361626c65222c0a20205b22726f6c652e637573746f6d6572225d203d2022436c69656e7465222c0a7d0a');
INSERT INTO registry VALUES ('21010469557ed4313e7cf90d1ebf51d879e36afbe6cbbaff262cc62eda8e31c1', '{"actions":[],"channels":[],"closeReasons":[],"fields":[],"hooks":[],"lifecycles":[{"discards":{"deleted":"deleted","spam":"spam"},"initial":"new","leads":{"close":{"*":"resolved"},"postpone":{"*":"postponed"},"reopen":{"*":"open"},"restore":{"*":"@before"},"wake":{"*":"open","new":"new"}},"name":"question","onReply":{"agent":{"new":"answered","open":"answered"},"customer":{"answered":"open","postponed":"open","resolved":"open"}},"plugin":"support","stages":[{"category":"open","name":"new"},{"category":"waiting","name":"answered"},{"category":"open","name":"open"},{"category":"postponed","name":"postponed"},{"category":"closed","name":"resolved"},{"category":"discarded","name":"spam"},{"category":"discarded","name":"deleted"}],"transitions":{"answered":[{"requires":[],"to":"postponed"},{"requires":[],"to":"open"},{"requires":[],"to":"resolved"},{"requires":[],"to":"deleted"},{"requires":[],"to":"spam"}],"deleted":[{"requires":[],"to":"@before"}],"new":[{"requires":[],"to":"answered"},{"requires":[],"to":"postponed"},{"requires":[],"to":"resolved"},{"requires":[],"to":"deleted"},{"requires":[],"to":"spam"}],"open":[{"requires":[],"to":"answered"},{"requires":[],"to":"postponed"},{"requires":[],"to":"resolved"},{"requires":[],"to":"deleted"},{"requires":[],"to":"spam"}],"postponed":[{"requires":[],"to":"new"},{"requires":[],"to":"open"},{"requires":[],"to":"resolved"},{"requires":[],"to":"deleted"},{"requires":[],"to":"spam"}],"resolved":[{"requires":[],"to":"open"},{"requires":[],"to":"deleted"},{"requires":[],"to":"spam"}],"spam":[{"requires":[],"to":"@before"},{"requires":[],"to":"deleted"}]}}],"plugins":[{"digest":"3bba452bea64d5fa18540f7ab5939f837897abb396d0e4731ead6db8dc34d132","isScript":false,"name":"support","onFault":"refuse","permissions":[],"summary":"Questions from customers: their life cycle, and the roles agent, manager and customer","version":"1.0.0"}],"queues":[],"roles":[{"grants":[{"fields":[],"isDenial":false,"permission":"ticket.view"},{"fields":[],"isDenial":false,"permission":"ticket.create"},{"fields":[],"isDenial":false,"permission":"ticket.update"},{"fields":[],"isDenial":false,"permission":"ticket.reply"},{"fields":[],"isDenial":false,"permission":"ticket.reopen"},{"fields":[],"isDenial":false,"permission":"ticket.postpone"},{"fields":[],"isDenial":false,"permission":"ticket.discard"},{"fields":[],"isDenial":false,"permission":"ticket.restore"},{"fields":[],"isDenial":false,"permission":"ticket.attach"},{"fields":[],"isDenial":false,"permission":"ticket.forward"},{"fields":[],"isDenial":false,"permission":"note.view"},{"fields":[],"isDenial":false,"permission":"note.add"},{"fields":[],"isDenial":false,"permission":"history.view"},{"fields":[],"isDenial":false,"permission":"person.view"},{"fields":[],"isDenial":false,"permission":"report"}],"name":"agent","plugin":"support","side":"staff"},{"grants":[{"fields":[],"isDenial":false,"permission":"ticket.close"},{"fields":[],"isDenial":false,"permission":"ticket.purge"},{"fields":[],"isDenial":false,"permission":"ticket.redact"},{"fields":[],"isDenial":false,"permission":"ticket.undo"},{"fields":[],"isDenial":false,"permission":"bulk"},{"fields":[],"isDenial":false,"permission":"export"},{"fields":[],"isDenial":false,"permission":"import"},{"fields":[],"isDenial":false,"permission":"view.share"},{"fields":[],"isDenial":false,"permission":"person.manage"},{"fields":[],"isDenial":false,"permission":"outbox.manage"},{"fields":[],"isDenial":false,"permission":"ticket.view"},{"fields":[],"isDenial":false,"permission":"ticket.create"},{"fields":[],"isDenial":false,"permission":"ticket.update"},{"fields":[],"isDenial":false,"permission":"ticket.reply"},{"fields":[],"isDenial":false,"permission":"ticket.reopen"},{"fields":[],"isDenial":false,"permission":"ticket.postpone"},{"fields":[],"isDenial":false,"permission":"ticket.discard"},{"fields":[],"isDenial":false,"permission":"ticket.restore"},{"fields":[],"isDenial":false,"permission":"ticket.attach"},{"fields":[],"isDenial":false,"permission":"ticket.forward"},{"fields":[],"isDenial":false,"permission":"note.view"},{"fields":[],"isDenial":false,"permission":"note.add"},{"fields":[],"isDenial":false,"permission":"history.view"},{"fields":[],"isDenial":false,"permission":"person.view"},{"fields":[],"isDenial":false,"permission":"report"}],"name":"manager","plugin":"support","side":"staff"},{"grants":[{"fields":[],"isDenial":false,"permission":"ticket.view","when":"requester:me"},{"fields":[],"isDenial":false,"permission":"ticket.create","when":"requester:me"},{"fields":[],"isDenial":false,"permission":"ticket.reply","when":"requester:me"},{"fields":[],"isDenial":false,"permission":"ticket.attach","when":"requester:me"},{"fields":[],"isDenial":false,"permission":"history.view","when":"requester:me"}],"name":"customer","plugin":"support","side":"customer"}],"timers":[],"types":[{"defaults":{},"lifecycle":"question","name":"question","plugin":"support"}],"views":[]}');
INSERT INTO search_public (rowid, tokens) VALUES (5, 'printer on fire third floor');
INSERT INTO search_internal (rowid, tokens) VALUES (6, 'second time');
INSERT INTO search_public (rowid, tokens) VALUES (7, 'on our way');
INSERT INTO search_public (rowid, tokens) VALUES (8, 'lamp out');
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'entries are immutable: they are never changed');
END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'entries are immutable: they are never deleted');
END;
CREATE TRIGGER payload_is_never_changed BEFORE UPDATE ON payload BEGIN
  SELECT RAISE(ABORT, 'the words of entries are deleted or kept, never changed');
END;
PRAGMA application_id = 1148150635;
PRAGMA user_version = 1;
COMMIT;
