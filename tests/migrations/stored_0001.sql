BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE audit_event (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	action VARCHAR NOT NULL, 
	actor VARCHAR(40) NOT NULL, 
	staff_id INTEGER, 
	role VARCHAR(40), 
	partner_id INTEGER, 
	submission_id INTEGER, 
	referral_id INTEGER, 
	detail JSON NOT NULL, 
	CONSTRAINT pk_audit_event PRIMARY KEY (id), 
	CONSTRAINT fk_audit_event_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT fk_audit_event_referral_id_referral FOREIGN KEY(referral_id) REFERENCES referral (id), 
	CONSTRAINT fk_audit_event_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_audit_event_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT ck_audit_event_actorkind CHECK (actor IN ('author', 'supporter', 'staff', 'system')), 
	CONSTRAINT ck_audit_event_role CHECK (role IN ('caseworker', 'manager', 'triage', 'safeguarding', 'secretary', 'analyst', 'board', 'admin', 'auditor', 'dpo'))
);
INSERT INTO "audit_event" VALUES(1,'2026-11-24 21:40:00.000000','partnership.loaded','system',NULL,NULL,NULL,NULL,NULL,'{"version": 1}');
INSERT INTO "audit_event" VALUES(2,'2026-11-24 21:40:00.000000','submission.received','author',NULL,NULL,NULL,1,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(3,'2026-11-24 21:40:00.000000','referral.placed','author',NULL,NULL,NULL,1,1,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(4,'2026-11-24 21:40:00.000000','submission.received','author',NULL,NULL,NULL,2,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(5,'2026-11-24 21:40:00.000000','referral.placed','author',NULL,NULL,NULL,2,2,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(6,'2026-11-24 21:40:00.000000','referral.accepted','staff',2,'caseworker',3,2,2,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(7,'2026-11-24 21:40:00.000000','submission.received','author',NULL,NULL,NULL,3,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(8,'2026-11-24 21:40:00.000000','referral.placed','author',NULL,NULL,NULL,3,3,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(9,'2026-11-24 21:40:00.000000','referral.accepted','staff',3,'caseworker',3,3,3,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(10,'2026-11-24 21:40:00.000000','submission.received','author',NULL,NULL,NULL,4,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(11,'2026-11-24 21:40:00.000000','referral.placed','author',NULL,NULL,NULL,4,4,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(12,'2026-11-24 21:40:00.000000','referral.accepted','staff',4,'caseworker',3,4,4,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(13,'2026-11-24 21:40:00.000000','submission.received','author',NULL,NULL,NULL,5,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(14,'2026-11-24 21:40:00.000000','referral.placed','author',NULL,NULL,NULL,5,5,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(15,'2026-11-24 21:40:00.000000','referral.accepted','staff',5,'caseworker',3,5,5,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(16,'2026-11-24 21:40:00.000000','submission.received','author',NULL,NULL,NULL,6,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(17,'2026-11-24 21:40:00.000000','referral.placed','author',NULL,NULL,NULL,6,6,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(18,'2026-11-24 21:40:00.000000','referral.accepted','staff',6,'caseworker',3,6,6,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(19,'2026-11-24 21:40:00.000000','safeguarding.flagged','author',NULL,NULL,NULL,7,NULL,'{}');
INSERT INTO "audit_event" VALUES(20,'2026-11-24 21:40:00.000000','submission.received','author',NULL,NULL,NULL,7,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(21,'2026-11-25 09:40:00.000000','message.question','staff',1,'caseworker',3,3,NULL,'{"message": 1}');
INSERT INTO "audit_event" VALUES(22,'2026-11-25 09:40:00.000000','message.answer','staff',1,'caseworker',3,4,NULL,'{"message": 2}');
INSERT INTO "audit_event" VALUES(23,'2026-11-25 09:40:00.000000','message.answer','staff',1,'caseworker',3,5,NULL,'{"message": 3}');
INSERT INTO "audit_event" VALUES(24,'2026-11-25 09:40:00.000000','message.answer','staff',1,'caseworker',3,6,NULL,'{"message": 4}');
INSERT INTO "audit_event" VALUES(25,'2026-11-26 09:40:00.000000','message.message','staff',1,'caseworker',3,4,NULL,'{"message": 5}');
INSERT INTO "audit_event" VALUES(26,'2026-11-25 09:40:00.000000','message.proposal','staff',1,'caseworker',3,6,NULL,'{"message": 6}');
INSERT INTO "audit_event" VALUES(27,'2026-12-09 09:40:00.000000','message.proposal','staff',1,'caseworker',3,5,NULL,'{"message": 7}');
INSERT INTO "audit_event" VALUES(28,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,1,NULL,'{"clock": 1, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(29,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,1,1,'{"clock": 5, "kind": "accept"}');
INSERT INTO "audit_event" VALUES(30,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,2,NULL,'{"clock": 7, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(31,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,3,NULL,'{"clock": 13, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(32,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,4,NULL,'{"clock": 19, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(33,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,5,NULL,'{"clock": 25, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(34,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,6,NULL,'{"clock": 31, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(35,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,7,NULL,'{"clock": 37, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(36,'2026-11-27 09:40:00.000000','clock.due','system',NULL,NULL,NULL,1,1,'{"clock": 5, "kind": "accept"}');
INSERT INTO "audit_event" VALUES(37,'2026-11-27 09:40:00.000000','clock.breached','system',NULL,NULL,NULL,1,1,'{"clock": 5, "kind": "accept"}');
INSERT INTO "audit_event" VALUES(38,'2026-11-27 09:40:00.000000','referral.returned','system',NULL,NULL,NULL,1,1,'{"partner": "scc_transport"}');
INSERT INTO "audit_event" VALUES(39,'2026-11-27 09:40:00.000000','clock.due','system',NULL,NULL,NULL,1,NULL,'{"clock": 1, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(40,'2026-11-27 09:40:00.000000','clock.breached','system',NULL,NULL,NULL,1,NULL,'{"clock": 1, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(41,'2026-11-27 09:40:00.000000','clock.due','system',NULL,NULL,NULL,2,NULL,'{"clock": 7, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(42,'2026-11-27 09:40:00.000000','clock.breached','system',NULL,NULL,NULL,2,NULL,'{"clock": 7, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(43,'2026-11-27 09:40:00.000000','clock.due','system',NULL,NULL,NULL,7,NULL,'{"clock": 37, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(44,'2026-11-27 09:40:00.000000','clock.breached','system',NULL,NULL,NULL,7,NULL,'{"clock": 37, "kind": "acknowledge"}');
INSERT INTO "audit_event" VALUES(45,'2026-11-27 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,1,NULL,'{"clock": 41, "kind": "place"}');
INSERT INTO "audit_event" VALUES(46,'2026-12-02 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,1,NULL,'{"clock": 2, "kind": "triage"}');
INSERT INTO "audit_event" VALUES(47,'2026-12-02 09:40:00.000000','clock.warned','system',NULL,NULL,NULL,7,NULL,'{"clock": 38, "kind": "triage"}');
INSERT INTO "audit_event" VALUES(48,'2026-12-02 09:40:00.000000','clock.due','system',NULL,NULL,NULL,1,NULL,'{"clock": 41, "kind": "place"}');
INSERT INTO "audit_event" VALUES(49,'2026-12-02 09:40:00.000000','clock.breached','system',NULL,NULL,NULL,1,NULL,'{"clock": 41, "kind": "place"}');
INSERT INTO "audit_event" VALUES(50,'2026-12-02 09:40:00.000000','clock.due','system',NULL,NULL,NULL,1,NULL,'{"clock": 2, "kind": "triage"}');
INSERT INTO "audit_event" VALUES(51,'2026-12-02 09:40:00.000000','clock.breached','system',NULL,NULL,NULL,1,NULL,'{"clock": 2, "kind": "triage"}');
INSERT INTO "audit_event" VALUES(52,'2026-12-02 09:40:00.000000','clock.due','system',NULL,NULL,NULL,7,NULL,'{"clock": 38, "kind": "triage"}');
INSERT INTO "audit_event" VALUES(53,'2026-12-02 09:40:00.000000','clock.breached','system',NULL,NULL,NULL,7,NULL,'{"clock": 38, "kind": "triage"}');
INSERT INTO "audit_event" VALUES(54,'2026-12-11 08:00:00.000000','submission.closed_by_silence','system',NULL,NULL,NULL,6,NULL,'{}');
INSERT INTO "audit_event" VALUES(55,'2026-12-11 08:00:00.000000','clock.warned','system',NULL,NULL,NULL,2,2,'{"clock": 12, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(56,'2026-12-11 08:00:00.000000','clock.due','system',NULL,NULL,NULL,2,2,'{"clock": 12, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(57,'2026-12-11 08:00:00.000000','clock.breached','system',NULL,NULL,NULL,2,2,'{"clock": 12, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(58,'2026-12-11 08:00:00.000000','clock.warned','system',NULL,NULL,NULL,1,NULL,'{"clock": 3, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(59,'2026-12-11 08:00:00.000000','clock.warned','system',NULL,NULL,NULL,2,NULL,'{"clock": 9, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(60,'2026-12-11 08:00:00.000000','clock.warned','system',NULL,NULL,NULL,7,NULL,'{"clock": 39, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(61,'2026-12-11 08:00:00.000000','clock.due','system',NULL,NULL,NULL,1,NULL,'{"clock": 3, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(62,'2026-12-11 08:00:00.000000','clock.breached','system',NULL,NULL,NULL,1,NULL,'{"clock": 3, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(63,'2026-12-11 08:00:00.000000','clock.due','system',NULL,NULL,NULL,2,NULL,'{"clock": 9, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(64,'2026-12-11 08:00:00.000000','clock.breached','system',NULL,NULL,NULL,2,NULL,'{"clock": 9, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(65,'2026-12-11 08:00:00.000000','clock.due','system',NULL,NULL,NULL,7,NULL,'{"clock": 39, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(66,'2026-12-11 08:00:00.000000','clock.breached','system',NULL,NULL,NULL,7,NULL,'{"clock": 39, "kind": "respond"}');
INSERT INTO "audit_event" VALUES(67,'2026-12-11 09:00:00.000000','submission.received','author',NULL,NULL,NULL,8,NULL,'{"kind": "concern", "author": "parent_or_carer"}');
INSERT INTO "audit_event" VALUES(68,'2026-12-11 09:00:00.000000','referral.placed','author',NULL,NULL,NULL,8,7,'{"partner": "scc_transport"}');
CREATE TABLE audit_seal (
	id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	sealed_at DATETIME NOT NULL, 
	CONSTRAINT pk_audit_seal PRIMARY KEY (id), 
	CONSTRAINT fk_audit_seal_event_id_audit_event FOREIGN KEY(event_id) REFERENCES audit_event (id), 
	CONSTRAINT uq_audit_seal_event_id UNIQUE (event_id)
);
CREATE TABLE clock (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	referral_id INTEGER, 
	owner VARCHAR NOT NULL, 
	subject VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	cycle INTEGER NOT NULL, 
	service_level_id INTEGER NOT NULL, 
	quarter VARCHAR NOT NULL, 
	started_at DATETIME NOT NULL, 
	due_on DATE NOT NULL, 
	due_at DATETIME NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	stopped_at DATETIME, 
	on_time BOOLEAN, 
	CONSTRAINT pk_clock PRIMARY KEY (id), 
	CONSTRAINT fk_clock_referral_id_referral FOREIGN KEY(referral_id) REFERENCES referral (id), 
	CONSTRAINT fk_clock_service_level_id_service_level FOREIGN KEY(service_level_id) REFERENCES service_level (id), 
	CONSTRAINT fk_clock_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_clock_submission_id_owner_kind_cycle UNIQUE (submission_id, owner, kind, cycle), 
	CONSTRAINT ck_clock_subject CHECK (subject IN ('family', 'partner', 'triage')), 
	CONSTRAINT ck_clock_clockkind CHECK (kind IN ('acknowledge', 'triage', 'respond', 'resolve', 'keep_informed', 'tell_what_changed', 'accept', 'place')), 
	CONSTRAINT ck_clock_clockstate CHECK (state IN ('running', 'paused', 'stopped', 'cancelled'))
);
INSERT INTO "clock" VALUES(1,1,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-26','2026-11-27 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(2,1,NULL,'family','family','triage',1,2,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-01','2026-12-02 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(3,1,NULL,'family','family','respond',1,3,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-08','2026-12-09 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(4,1,NULL,'family','family','resolve',1,4,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-22','2026-12-23 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(5,1,1,'referral:1','partner','accept',1,7,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-25','2026-11-26 00:00:00.000000','cancelled','2026-11-26 00:00:00.000000',NULL);
INSERT INTO "clock" VALUES(6,1,1,'referral:1','partner','respond',1,8,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-04','2026-12-05 00:00:00.000000','cancelled','2026-11-26 00:00:00.000000',NULL);
INSERT INTO "clock" VALUES(7,2,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-26','2026-11-27 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(8,2,NULL,'family','family','triage',1,2,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-01','2026-12-02 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(9,2,NULL,'family','family','respond',1,3,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-08','2026-12-09 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(10,2,NULL,'family','family','resolve',1,4,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-22','2026-12-23 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(11,2,2,'referral:1','partner','accept',1,7,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-25','2026-11-26 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(12,2,2,'referral:1','partner','respond',1,8,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-04','2026-12-05 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(13,3,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-26','2026-11-27 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(14,3,NULL,'family','family','triage',1,2,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-01','2026-12-02 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(15,3,NULL,'family','family','respond',1,3,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-23','2026-12-24 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(16,3,NULL,'family','family','resolve',1,4,'2026-Q4','2026-11-24 21:40:00.000000','2027-01-11','2027-01-12 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(17,3,3,'referral:1','partner','accept',1,7,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-25','2026-11-26 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(18,3,3,'referral:1','partner','respond',1,8,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-21','2026-12-22 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(19,4,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-26','2026-11-27 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(20,4,NULL,'family','family','triage',1,2,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-01','2026-12-02 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(21,4,NULL,'family','family','respond',1,3,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-08','2026-12-09 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(22,4,NULL,'family','family','resolve',1,4,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-22','2026-12-23 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(23,4,4,'referral:1','partner','accept',1,7,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-25','2026-11-26 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(24,4,4,'referral:1','partner','respond',1,8,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-04','2026-12-05 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(25,5,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-26','2026-11-27 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(26,5,NULL,'family','family','triage',1,2,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-01','2026-12-02 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(27,5,NULL,'family','family','respond',1,3,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-08','2026-12-09 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(28,5,NULL,'family','family','resolve',1,4,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-22','2026-12-23 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(29,5,5,'referral:1','partner','accept',1,7,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-25','2026-11-26 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(30,5,5,'referral:1','partner','respond',1,8,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-04','2026-12-05 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(31,6,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-26','2026-11-27 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(32,6,NULL,'family','family','triage',1,2,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-01','2026-12-02 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(33,6,NULL,'family','family','respond',1,3,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-08','2026-12-09 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(34,6,NULL,'family','family','resolve',1,4,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-22','2026-12-23 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(35,6,6,'referral:1','partner','accept',1,7,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-25','2026-11-26 00:00:00.000000','stopped','2026-11-24 21:40:00.000000',1);
INSERT INTO "clock" VALUES(36,6,6,'referral:1','partner','respond',1,8,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-04','2026-12-05 00:00:00.000000','stopped','2026-11-25 09:40:00.000000',1);
INSERT INTO "clock" VALUES(37,7,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-11-24 21:40:00.000000','2026-11-26','2026-11-27 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(38,7,NULL,'family','family','triage',1,2,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-01','2026-12-02 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(39,7,NULL,'family','family','respond',1,3,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-08','2026-12-09 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(40,7,NULL,'family','family','resolve',1,4,'2026-Q4','2026-11-24 21:40:00.000000','2026-12-22','2026-12-23 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(41,1,NULL,'triage','triage','place',1,9,'2026-Q4','2026-11-26 00:00:00.000000','2026-11-30','2026-12-01 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(42,8,NULL,'family','family','acknowledge',1,1,'2026-Q4','2026-12-11 09:00:00.000000','2026-12-15','2026-12-16 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(43,8,NULL,'family','family','triage',1,2,'2026-Q4','2026-12-11 09:00:00.000000','2026-12-18','2026-12-19 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(44,8,NULL,'family','family','respond',1,3,'2026-Q4','2026-12-11 09:00:00.000000','2026-12-29','2026-12-30 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(45,8,NULL,'family','family','resolve',1,4,'2026-Q4','2026-12-11 09:00:00.000000','2027-01-13','2027-01-14 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(46,8,7,'referral:1','partner','accept',1,7,'2026-Q4','2026-12-11 09:00:00.000000','2026-12-14','2026-12-15 00:00:00.000000','running',NULL,NULL);
INSERT INTO "clock" VALUES(47,8,7,'referral:1','partner','respond',1,8,'2026-Q4','2026-12-11 09:00:00.000000','2026-12-23','2026-12-24 00:00:00.000000','running',NULL,NULL);
CREATE TABLE clock_event (
	id INTEGER NOT NULL, 
	clock_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	effective_at DATETIME NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	actor VARCHAR(40) NOT NULL, 
	staff_id INTEGER, 
	reason TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	source_id VARCHAR NOT NULL, 
	CONSTRAINT pk_clock_event PRIMARY KEY (id), 
	CONSTRAINT fk_clock_event_clock_id_clock FOREIGN KEY(clock_id) REFERENCES clock (id), 
	CONSTRAINT fk_clock_event_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT uq_clock_event_clock_id_source_id_kind UNIQUE (clock_id, source_id, kind), 
	CONSTRAINT ck_clock_event_eventkind CHECK (kind IN ('start', 'pause', 'resume', 'stop', 'extend', 'cancel', 'transfer', 'reopen')), 
	CONSTRAINT ck_clock_event_actorkind CHECK (actor IN ('author', 'supporter', 'staff', 'system'))
);
INSERT INTO "clock_event" VALUES(1,1,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(2,2,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(3,3,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(4,4,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(5,5,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(6,6,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(7,7,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(8,8,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(9,9,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(10,10,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(11,11,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(12,12,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(13,11,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',2,'accepted',0,'accept');
INSERT INTO "clock_event" VALUES(14,8,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',2,'accept',0,'accept');
INSERT INTO "clock_event" VALUES(15,13,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(16,14,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(17,15,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(18,16,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(19,17,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(20,18,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(21,17,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',3,'accepted',0,'accept');
INSERT INTO "clock_event" VALUES(22,14,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',3,'accept',0,'accept');
INSERT INTO "clock_event" VALUES(23,19,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(24,20,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(25,21,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(26,22,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(27,23,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(28,24,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(29,23,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',4,'accepted',0,'accept');
INSERT INTO "clock_event" VALUES(30,20,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',4,'accept',0,'accept');
INSERT INTO "clock_event" VALUES(31,25,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(32,26,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(33,27,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(34,28,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(35,29,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(36,30,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(37,29,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',5,'accepted',0,'accept');
INSERT INTO "clock_event" VALUES(38,26,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',5,'accept',0,'accept');
INSERT INTO "clock_event" VALUES(39,31,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(40,32,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(41,33,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(42,34,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(43,35,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(44,36,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(45,35,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',6,'accepted',0,'accept');
INSERT INTO "clock_event" VALUES(46,32,'stop','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','staff',6,'accept',0,'accept');
INSERT INTO "clock_event" VALUES(47,37,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(48,38,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(49,39,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(50,40,'start','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(51,13,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'message:1',0,'message:1');
INSERT INTO "clock_event" VALUES(52,15,'pause','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'waiting_for_family',0,'message:1');
INSERT INTO "clock_event" VALUES(53,16,'pause','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'waiting_for_family',0,'message:1');
INSERT INTO "clock_event" VALUES(54,18,'pause','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'waiting_for_family',0,'message:1');
INSERT INTO "clock_event" VALUES(55,19,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'message:2',0,'message:2');
INSERT INTO "clock_event" VALUES(56,21,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'message:2',0,'message:2');
INSERT INTO "clock_event" VALUES(57,24,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'answer',0,'message:2');
INSERT INTO "clock_event" VALUES(58,25,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'message:3',0,'message:3');
INSERT INTO "clock_event" VALUES(59,27,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'message:3',0,'message:3');
INSERT INTO "clock_event" VALUES(60,30,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'answer',0,'message:3');
INSERT INTO "clock_event" VALUES(61,31,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'message:4',0,'message:4');
INSERT INTO "clock_event" VALUES(62,33,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'message:4',0,'message:4');
INSERT INTO "clock_event" VALUES(63,36,'stop','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000','staff',1,'answer',0,'message:4');
INSERT INTO "clock_event" VALUES(64,5,'cancel','2026-11-26 00:00:00.000000','2026-11-27 09:40:00.000000','system',NULL,'given back',0,'worker');
INSERT INTO "clock_event" VALUES(65,6,'cancel','2026-11-26 00:00:00.000000','2026-11-27 09:40:00.000000','system',NULL,'given back',0,'worker');
INSERT INTO "clock_event" VALUES(66,41,'start','2026-11-26 00:00:00.000000','2026-11-27 09:40:00.000000','system',NULL,'received',0,'worker');
INSERT INTO "clock_event" VALUES(67,15,'resume','2026-12-10 00:00:00.000000','2026-12-11 08:00:00.000000','system',NULL,'waiting_for_family',0,'cap:52');
INSERT INTO "clock_event" VALUES(68,16,'resume','2026-12-10 00:00:00.000000','2026-12-11 08:00:00.000000','system',NULL,'waiting_for_family',0,'cap:53');
INSERT INTO "clock_event" VALUES(69,18,'resume','2026-12-10 00:00:00.000000','2026-12-11 08:00:00.000000','system',NULL,'waiting_for_family',0,'cap:54');
INSERT INTO "clock_event" VALUES(70,34,'stop','2026-11-25 09:40:00.000000','2026-12-11 08:00:00.000000','system',NULL,'worker',0,'worker');
INSERT INTO "clock_event" VALUES(71,42,'start','2026-12-11 09:00:00.000000','2026-12-11 09:00:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(72,43,'start','2026-12-11 09:00:00.000000','2026-12-11 09:00:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(73,44,'start','2026-12-11 09:00:00.000000','2026-12-11 09:00:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(74,45,'start','2026-12-11 09:00:00.000000','2026-12-11 09:00:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(75,46,'start','2026-12-11 09:00:00.000000','2026-12-11 09:00:00.000000','author',NULL,'received',0,'received');
INSERT INTO "clock_event" VALUES(76,47,'start','2026-12-11 09:00:00.000000','2026-12-11 09:00:00.000000','author',NULL,'received',0,'received');
CREATE TABLE clock_milestone (
	id INTEGER NOT NULL, 
	clock_id INTEGER NOT NULL, 
	cycle INTEGER NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	basis VARCHAR NOT NULL, 
	crosses_at DATETIME NOT NULL, 
	recorded_at DATETIME, 
	void BOOLEAN NOT NULL, 
	annulled_because TEXT, 
	CONSTRAINT pk_clock_milestone PRIMARY KEY (id), 
	CONSTRAINT fk_clock_milestone_clock_id_clock FOREIGN KEY(clock_id) REFERENCES clock (id), 
	CONSTRAINT uq_clock_milestone_clock_id_cycle_name_basis UNIQUE (clock_id, cycle, name, basis), 
	CONSTRAINT ck_clock_milestone_milestone CHECK (name IN ('warned', 'due', 'breached', 'escalated'))
);
INSERT INTO "clock_milestone" VALUES(1,1,1,'warned','2026-11-26','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(2,1,1,'due','2026-11-26','2026-11-27 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(3,1,1,'breached','2026-11-26','2026-11-27 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(4,2,1,'warned','2026-12-01','2026-11-30 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(5,2,1,'due','2026-12-01','2026-12-02 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(6,2,1,'breached','2026-12-01','2026-12-02 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(7,3,1,'warned','2026-12-08','2026-12-07 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(8,3,1,'due','2026-12-08','2026-12-09 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(9,3,1,'breached','2026-12-08','2026-12-09 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(10,4,1,'warned','2026-12-22','2026-12-21 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(11,4,1,'due','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(12,4,1,'breached','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(13,5,1,'warned','2026-11-25','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(14,5,1,'due','2026-11-25','2026-11-26 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(15,5,1,'breached','2026-11-25','2026-11-26 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(16,6,1,'warned','2026-12-04','2026-12-03 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(17,6,1,'due','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(18,6,1,'breached','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(19,7,1,'warned','2026-11-26','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(20,7,1,'due','2026-11-26','2026-11-27 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(21,7,1,'breached','2026-11-26','2026-11-27 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(22,8,1,'warned','2026-12-01','2026-11-30 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(23,8,1,'due','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(24,8,1,'breached','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(25,9,1,'warned','2026-12-08','2026-12-07 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(26,9,1,'due','2026-12-08','2026-12-09 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(27,9,1,'breached','2026-12-08','2026-12-09 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(28,10,1,'warned','2026-12-22','2026-12-21 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(29,10,1,'due','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(30,10,1,'breached','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(31,11,1,'warned','2026-11-25','2026-11-25 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(32,11,1,'due','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(33,11,1,'breached','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(34,12,1,'warned','2026-12-04','2026-12-03 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(35,12,1,'due','2026-12-04','2026-12-05 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(36,12,1,'breached','2026-12-04','2026-12-05 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(37,13,1,'warned','2026-11-26','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(38,13,1,'due','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(39,13,1,'breached','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(40,14,1,'warned','2026-12-01','2026-11-30 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(41,14,1,'due','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(42,14,1,'breached','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(43,15,1,'warned','2026-12-08','2026-12-07 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(44,15,1,'due','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(45,15,1,'breached','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(46,16,1,'warned','2026-12-22','2026-12-21 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(47,16,1,'due','2026-12-22','2026-12-23 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(48,16,1,'breached','2026-12-22','2026-12-23 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(49,17,1,'warned','2026-11-25','2026-11-25 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(50,17,1,'due','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(51,17,1,'breached','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(52,18,1,'warned','2026-12-04','2026-12-03 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(53,18,1,'due','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(54,18,1,'breached','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(55,19,1,'warned','2026-11-26','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(56,19,1,'due','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(57,19,1,'breached','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(58,20,1,'warned','2026-12-01','2026-11-30 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(59,20,1,'due','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(60,20,1,'breached','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(61,21,1,'warned','2026-12-08','2026-12-07 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(62,21,1,'due','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(63,21,1,'breached','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(64,22,1,'warned','2026-12-22','2026-12-21 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(65,22,1,'due','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(66,22,1,'breached','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(67,23,1,'warned','2026-11-25','2026-11-25 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(68,23,1,'due','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(69,23,1,'breached','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(70,24,1,'warned','2026-12-04','2026-12-03 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(71,24,1,'due','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(72,24,1,'breached','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(73,25,1,'warned','2026-11-26','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(74,25,1,'due','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(75,25,1,'breached','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(76,26,1,'warned','2026-12-01','2026-11-30 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(77,26,1,'due','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(78,26,1,'breached','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(79,27,1,'warned','2026-12-08','2026-12-07 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(80,27,1,'due','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(81,27,1,'breached','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(82,28,1,'warned','2026-12-22','2026-12-21 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(83,28,1,'due','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(84,28,1,'breached','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(85,29,1,'warned','2026-11-25','2026-11-25 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(86,29,1,'due','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(87,29,1,'breached','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(88,30,1,'warned','2026-12-04','2026-12-03 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(89,30,1,'due','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(90,30,1,'breached','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(91,31,1,'warned','2026-11-26','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(92,31,1,'due','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(93,31,1,'breached','2026-11-26','2026-11-27 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(94,32,1,'warned','2026-12-01','2026-11-30 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(95,32,1,'due','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(96,32,1,'breached','2026-12-01','2026-12-02 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(97,33,1,'warned','2026-12-08','2026-12-07 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(98,33,1,'due','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(99,33,1,'breached','2026-12-08','2026-12-09 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(100,34,1,'warned','2026-12-22','2026-12-21 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(101,34,1,'due','2026-12-22','2026-12-23 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(102,34,1,'breached','2026-12-22','2026-12-23 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(103,35,1,'warned','2026-11-25','2026-11-25 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(104,35,1,'due','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(105,35,1,'breached','2026-11-25','2026-11-26 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(106,36,1,'warned','2026-12-04','2026-12-03 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(107,36,1,'due','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(108,36,1,'breached','2026-12-04','2026-12-05 00:00:00.000000',NULL,1,NULL);
INSERT INTO "clock_milestone" VALUES(109,37,1,'warned','2026-11-26','2026-11-25 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(110,37,1,'due','2026-11-26','2026-11-27 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(111,37,1,'breached','2026-11-26','2026-11-27 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(112,38,1,'warned','2026-12-01','2026-11-30 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(113,38,1,'due','2026-12-01','2026-12-02 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(114,38,1,'breached','2026-12-01','2026-12-02 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(115,39,1,'warned','2026-12-08','2026-12-07 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(116,39,1,'due','2026-12-08','2026-12-09 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(117,39,1,'breached','2026-12-08','2026-12-09 00:00:00.000000','2026-12-11 08:00:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(118,40,1,'warned','2026-12-22','2026-12-21 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(119,40,1,'due','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(120,40,1,'breached','2026-12-22','2026-12-23 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(121,41,1,'warned','2026-11-30','2026-11-27 00:00:00.000000','2026-11-27 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(122,41,1,'due','2026-11-30','2026-12-01 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(123,41,1,'breached','2026-11-30','2026-12-01 00:00:00.000000','2026-12-02 09:40:00.000000',0,NULL);
INSERT INTO "clock_milestone" VALUES(124,15,1,'warned','2026-12-23','2026-12-22 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(125,15,1,'due','2026-12-23','2026-12-24 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(126,15,1,'breached','2026-12-23','2026-12-24 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(127,16,1,'warned','2027-01-11','2027-01-08 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(128,16,1,'due','2027-01-11','2027-01-12 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(129,16,1,'breached','2027-01-11','2027-01-12 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(130,18,1,'warned','2026-12-21','2026-12-18 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(131,18,1,'due','2026-12-21','2026-12-22 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(132,18,1,'breached','2026-12-21','2026-12-22 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(133,42,1,'warned','2026-12-15','2026-12-14 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(134,42,1,'due','2026-12-15','2026-12-16 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(135,42,1,'breached','2026-12-15','2026-12-16 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(136,43,1,'warned','2026-12-18','2026-12-17 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(137,43,1,'due','2026-12-18','2026-12-19 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(138,43,1,'breached','2026-12-18','2026-12-19 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(139,44,1,'warned','2026-12-29','2026-12-24 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(140,44,1,'due','2026-12-29','2026-12-30 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(141,44,1,'breached','2026-12-29','2026-12-30 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(142,45,1,'warned','2027-01-13','2027-01-12 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(143,45,1,'due','2027-01-13','2027-01-14 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(144,45,1,'breached','2027-01-13','2027-01-14 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(145,46,1,'warned','2026-12-14','2026-12-14 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(146,46,1,'due','2026-12-14','2026-12-15 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(147,46,1,'breached','2026-12-14','2026-12-15 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(148,47,1,'warned','2026-12-23','2026-12-22 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(149,47,1,'due','2026-12-23','2026-12-24 00:00:00.000000',NULL,0,NULL);
INSERT INTO "clock_milestone" VALUES(150,47,1,'breached','2026-12-23','2026-12-24 00:00:00.000000',NULL,0,NULL);
CREATE TABLE closed_day (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	label VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	CONSTRAINT pk_closed_day PRIMARY KEY (id), 
	CONSTRAINT fk_closed_day_version_id_partnership_version FOREIGN KEY(version_id) REFERENCES partnership_version (id), 
	CONSTRAINT uq_closed_day_version_id_day UNIQUE (version_id, day)
);
INSERT INTO "closed_day" VALUES(1,1,'2024-01-01','New Year''s Day','england_and_wales');
INSERT INTO "closed_day" VALUES(2,1,'2024-03-29','Good Friday','england_and_wales');
INSERT INTO "closed_day" VALUES(3,1,'2024-04-01','Easter Monday','england_and_wales');
INSERT INTO "closed_day" VALUES(4,1,'2024-05-06','Early May bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(5,1,'2024-05-27','Spring bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(6,1,'2024-08-26','Summer bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(7,1,'2024-12-25','Christmas Day','england_and_wales');
INSERT INTO "closed_day" VALUES(8,1,'2024-12-26','Boxing Day','england_and_wales');
INSERT INTO "closed_day" VALUES(9,1,'2025-01-01','New Year''s Day','england_and_wales');
INSERT INTO "closed_day" VALUES(10,1,'2025-04-18','Good Friday','england_and_wales');
INSERT INTO "closed_day" VALUES(11,1,'2025-04-21','Easter Monday','england_and_wales');
INSERT INTO "closed_day" VALUES(12,1,'2025-05-05','Early May bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(13,1,'2025-05-26','Spring bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(14,1,'2025-08-25','Summer bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(15,1,'2025-12-25','Christmas Day','england_and_wales');
INSERT INTO "closed_day" VALUES(16,1,'2025-12-26','Boxing Day','england_and_wales');
INSERT INTO "closed_day" VALUES(17,1,'2026-01-01','New Year''s Day','england_and_wales');
INSERT INTO "closed_day" VALUES(18,1,'2026-04-03','Good Friday','england_and_wales');
INSERT INTO "closed_day" VALUES(19,1,'2026-04-06','Easter Monday','england_and_wales');
INSERT INTO "closed_day" VALUES(20,1,'2026-05-04','Early May bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(21,1,'2026-05-25','Spring bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(22,1,'2026-08-31','Summer bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(23,1,'2026-12-25','Christmas Day','england_and_wales');
INSERT INTO "closed_day" VALUES(24,1,'2026-12-28','Boxing Day (substitute day)','england_and_wales');
INSERT INTO "closed_day" VALUES(25,1,'2027-01-01','New Year''s Day','england_and_wales');
INSERT INTO "closed_day" VALUES(26,1,'2027-03-26','Good Friday','england_and_wales');
INSERT INTO "closed_day" VALUES(27,1,'2027-03-29','Easter Monday','england_and_wales');
INSERT INTO "closed_day" VALUES(28,1,'2027-05-03','Early May bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(29,1,'2027-05-31','Spring bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(30,1,'2027-08-30','Summer bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(31,1,'2027-12-27','Christmas Day (substitute day)','england_and_wales');
INSERT INTO "closed_day" VALUES(32,1,'2027-12-28','Boxing Day (substitute day)','england_and_wales');
INSERT INTO "closed_day" VALUES(33,1,'2028-01-03','New Year''s Day (substitute day)','england_and_wales');
INSERT INTO "closed_day" VALUES(34,1,'2028-04-14','Good Friday','england_and_wales');
INSERT INTO "closed_day" VALUES(35,1,'2028-04-17','Easter Monday','england_and_wales');
INSERT INTO "closed_day" VALUES(36,1,'2028-05-01','Early May bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(37,1,'2028-05-29','Spring bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(38,1,'2028-08-28','Summer bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(39,1,'2028-12-25','Christmas Day','england_and_wales');
INSERT INTO "closed_day" VALUES(40,1,'2028-12-26','Boxing Day','england_and_wales');
INSERT INTO "closed_day" VALUES(41,1,'2029-01-01','New Year''s Day','england_and_wales');
INSERT INTO "closed_day" VALUES(42,1,'2029-03-30','Good Friday','england_and_wales');
INSERT INTO "closed_day" VALUES(43,1,'2029-04-02','Easter Monday','england_and_wales');
INSERT INTO "closed_day" VALUES(44,1,'2029-05-07','Early May bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(45,1,'2029-05-28','Spring bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(46,1,'2029-08-27','Summer bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(47,1,'2029-12-25','Christmas Day','england_and_wales');
INSERT INTO "closed_day" VALUES(48,1,'2029-12-26','Boxing Day','england_and_wales');
INSERT INTO "closed_day" VALUES(49,1,'2030-01-01','New Year''s Day','england_and_wales');
INSERT INTO "closed_day" VALUES(50,1,'2030-04-19','Good Friday','england_and_wales');
INSERT INTO "closed_day" VALUES(51,1,'2030-04-22','Easter Monday','england_and_wales');
INSERT INTO "closed_day" VALUES(52,1,'2030-05-06','Early May bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(53,1,'2030-05-27','Spring bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(54,1,'2030-08-26','Summer bank holiday','england_and_wales');
INSERT INTO "closed_day" VALUES(55,1,'2030-12-25','Christmas Day','england_and_wales');
INSERT INTO "closed_day" VALUES(56,1,'2030-12-26','Boxing Day','england_and_wales');
CREATE TABLE code_attempt (
	id INTEGER NOT NULL, 
	bucket VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_code_attempt PRIMARY KEY (id)
);
CREATE TABLE comment (
	id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	gathered_on DATE NOT NULL, 
	quarter VARCHAR NOT NULL, 
	author_kind VARCHAR(40) NOT NULL, 
	area_key VARCHAR, 
	words TEXT NOT NULL, 
	restricted BOOLEAN NOT NULL, 
	imported_at DATETIME NOT NULL, 
	CONSTRAINT pk_comment PRIMARY KEY (id), 
	CONSTRAINT uq_comment_fingerprint UNIQUE (fingerprint), 
	CONSTRAINT ck_comment_authorkind CHECK (author_kind IN ('parent_or_carer', 'young_person', 'helper', 'professional'))
);
CREATE TABLE consent (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	use VARCHAR(40) NOT NULL, 
	partner_key VARCHAR, 
	yes BOOLEAN NOT NULL, 
	wording VARCHAR NOT NULL, 
	given_at DATETIME NOT NULL, 
	given_by VARCHAR NOT NULL, 
	CONSTRAINT pk_consent PRIMARY KEY (id), 
	CONSTRAINT fk_consent_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT ck_consent_consentuse CHECK (use IN ('pass_on', 'contact', 'quote_board', 'quote_public'))
);
INSERT INTO "consent" VALUES(1,1,'contact',NULL,0,'2026-11','2026-11-24 21:40:00.000000','author');
INSERT INTO "consent" VALUES(2,2,'contact',NULL,1,'2026-11','2026-11-24 21:40:00.000000','author');
INSERT INTO "consent" VALUES(3,3,'contact',NULL,1,'2026-11','2026-11-24 21:40:00.000000','author');
INSERT INTO "consent" VALUES(4,4,'contact',NULL,1,'2026-11','2026-11-24 21:40:00.000000','author');
INSERT INTO "consent" VALUES(5,5,'contact',NULL,1,'2026-11','2026-11-24 21:40:00.000000','author');
INSERT INTO "consent" VALUES(6,6,'contact',NULL,1,'2026-11','2026-11-24 21:40:00.000000','author');
INSERT INTO "consent" VALUES(7,7,'contact',NULL,0,'2026-11','2026-11-24 21:40:00.000000','author');
INSERT INTO "consent" VALUES(8,8,'contact',NULL,0,'2026-11','2026-12-11 09:00:00.000000','author');
CREATE TABLE decided_theme (
	id INTEGER NOT NULL, 
	decision_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	theme VARCHAR NOT NULL, 
	was_suggested BOOLEAN NOT NULL, 
	CONSTRAINT pk_decided_theme PRIMARY KEY (id), 
	CONSTRAINT fk_decided_theme_decision_id_theme_decision FOREIGN KEY(decision_id) REFERENCES theme_decision (id)
);
CREATE TABLE draft (
	id INTEGER NOT NULL, 
	id_hash VARCHAR NOT NULL, 
	sealed BLOB NOT NULL, 
	saved BOOLEAN NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT uq_draft_id_hash UNIQUE (id_hash)
);
CREATE TABLE due_work (
	id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	submission_id INTEGER, 
	comment_id INTEGER, 
	next_attempt_at DATETIME NOT NULL, 
	tries INTEGER NOT NULL, 
	done_at DATETIME, 
	failed_at DATETIME, 
	last_error VARCHAR, 
	CONSTRAINT pk_due_work PRIMARY KEY (id), 
	CONSTRAINT fk_due_work_comment_id_comment FOREIGN KEY(comment_id) REFERENCES comment (id), 
	CONSTRAINT fk_due_work_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT ck_due_work_duekind CHECK (kind IN ('read_themes'))
);
INSERT INTO "due_work" VALUES(1,'read_themes',1,NULL,'2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "due_work" VALUES(2,'read_themes',2,NULL,'2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "due_work" VALUES(3,'read_themes',3,NULL,'2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "due_work" VALUES(4,'read_themes',4,NULL,'2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "due_work" VALUES(5,'read_themes',5,NULL,'2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "due_work" VALUES(6,'read_themes',6,NULL,'2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "due_work" VALUES(7,'read_themes',7,NULL,'2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "due_work" VALUES(8,'read_themes',8,NULL,'2026-12-11 09:00:00.000000',0,NULL,NULL,NULL);
CREATE TABLE formal_route (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	regime VARCHAR NOT NULL, 
	first_on DATE NOT NULL, 
	requested_on DATE NOT NULL, 
	other_number VARCHAR, 
	outcome VARCHAR, 
	ended_on DATE, 
	CONSTRAINT pk_formal_route PRIMARY KEY (id), 
	CONSTRAINT fk_formal_route_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id)
);
CREATE TABLE help_contact (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	reach VARCHAR NOT NULL, 
	purpose TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	verified BOOLEAN NOT NULL, 
	CONSTRAINT pk_help_contact PRIMARY KEY (id), 
	CONSTRAINT fk_help_contact_version_id_partnership_version FOREIGN KEY(version_id) REFERENCES partnership_version (id)
);
INSERT INTO "help_contact" VALUES(1,1,1,'Emergency services','999','If someone is in danger now, ring 999.','emergency',1);
INSERT INTO "help_contact" VALUES(2,1,2,'NHS 111','111','If someone is ill and it cannot wait, ring 111. It is free, day and night.','emergency',1);
INSERT INTO "help_contact" VALUES(3,1,3,'NHS 111, mental health','111, then 2','If someone may hurt themselves or cannot cope, ring 111 and choose 2. It is for all ages, day and night.','crisis',1);
INSERT INTO "help_contact" VALUES(4,1,4,'Childline','0800 1111','If you are under 19 you can ring Childline and talk about anything. It is free.','crisis',1);
INSERT INTO "help_contact" VALUES(5,1,5,'Shout','85258','If you would rather not talk, text the word SHOUT to 85258.','crisis',1);
INSERT INTO "help_contact" VALUES(6,1,6,'Samaritans','116 123','If you need someone to listen, ring Samaritans. It is free, day and night.','crisis',1);
INSERT INTO "help_contact" VALUES(7,1,7,'NSPCC','0808 800 5000','If you are an adult who is worried about a child, ring the NSPCC.','safeguarding',1);
INSERT INTO "help_contact" VALUES(8,1,8,'Customer First at the council','0808 800 4005','If you think a child or an adult is being hurt, ring Customer First. It is free.','safeguarding',1);
INSERT INTO "help_contact" VALUES(9,1,9,'Suffolk safeguarding line for professionals','03456 061 499','If you work with children and think one may come to harm, ring this line to talk it through.','safeguarding',1);
INSERT INTO "help_contact" VALUES(10,1,10,'Local authority designated officer (LADO)','','If someone who works with children may have hurt a child, tell the LADO.','safeguarding',0);
INSERT INTO "help_contact" VALUES(11,1,11,'Suffolk SENDIASS','','For free advice about SEND from people who do not take the council''s side, ask SENDIASS.','advice',0);
INSERT INTO "help_contact" VALUES(12,1,12,'IPSEA','https://www.ipsea.org.uk','For free advice about SEND law, or when SENDIASS is closed, look at IPSEA.','advice',0);
INSERT INTO "help_contact" VALUES(13,1,13,'Suffolk Local Offer','https://www.suffolklocaloffer.org.uk','For clubs, services and who does what in Suffolk, look at the Local Offer.','advice',1);
INSERT INTO "help_contact" VALUES(14,1,14,'Children''s community health, Suffolk','0300 123 2425','To ask about a children''s health appointment in East or West Suffolk, ring this line.','health',1);
CREATE TABLE membership (
	id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	partner_id INTEGER, 
	given_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_membership PRIMARY KEY (id), 
	CONSTRAINT fk_membership_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT fk_membership_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT uq_membership_staff_id_role_partner_id UNIQUE (staff_id, role, partner_id), 
	CONSTRAINT ck_membership_role CHECK (role IN ('caseworker', 'manager', 'triage', 'safeguarding', 'secretary', 'analyst', 'board', 'admin', 'auditor', 'dpo'))
);
INSERT INTO "membership" VALUES(1,1,'caseworker',3,'2026-11-24 21:40:00.000000',NULL);
INSERT INTO "membership" VALUES(2,2,'caseworker',3,'2026-11-24 21:40:00.000000',NULL);
INSERT INTO "membership" VALUES(3,3,'caseworker',3,'2026-11-24 21:40:00.000000',NULL);
INSERT INTO "membership" VALUES(4,4,'caseworker',3,'2026-11-24 21:40:00.000000',NULL);
INSERT INTO "membership" VALUES(5,5,'caseworker',3,'2026-11-24 21:40:00.000000',NULL);
INSERT INTO "membership" VALUES(6,6,'caseworker',3,'2026-11-24 21:40:00.000000',NULL);
CREATE TABLE message (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	referral_id INTEGER, 
	purpose VARCHAR(40) NOT NULL, 
	sender VARCHAR(40) NOT NULL, 
	staff_id INTEGER, 
	signed_as VARCHAR NOT NULL, 
	words TEXT NOT NULL, 
	language VARCHAR NOT NULL, 
	sent_at DATETIME NOT NULL, 
	idempotency_hash VARCHAR NOT NULL, 
	CONSTRAINT pk_message PRIMARY KEY (id), 
	CONSTRAINT fk_message_referral_id_referral FOREIGN KEY(referral_id) REFERENCES referral (id), 
	CONSTRAINT fk_message_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_message_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_message_idempotency_hash UNIQUE (idempotency_hash), 
	CONSTRAINT ck_message_messagepurpose CHECK (purpose IN ('receipt', 'acknowledgement', 'message', 'question', 'answer', 'proposal', 'reply')), 
	CONSTRAINT ck_message_actorkind CHECK (sender IN ('author', 'supporter', 'staff', 'system'))
);
INSERT INTO "message" VALUES(1,3,3,'question','staff',1,'Sam, The council''s school travel team','Which bus?','en','2026-11-25 09:40:00.000000','8e35c2cd3bf6641bdb0e2050b76932cbb2e6034a0ddacc1d9bea82a6ba57f7cf');
INSERT INTO "message" VALUES(2,4,4,'answer','staff',1,'Sam, The council''s school travel team','Mended.','en','2026-11-25 09:40:00.000000','aa78d66dd5d34ab5dcf7de64a6c2022b7408c17358b53a701086d47241f0a3a0');
INSERT INTO "message" VALUES(3,5,5,'answer','staff',1,'Sam, The council''s school travel team','Mended.','en','2026-11-25 09:40:00.000000','17b8fd9235597bb47602c8354f8787234275ef29dd1b298839caef407470f395');
INSERT INTO "message" VALUES(4,6,6,'answer','staff',1,'Sam, The council''s school travel team','Mended.','en','2026-11-25 09:40:00.000000','3ef2f7557673a3664c77a162b45dc2d6701335342dcfa170f822cbb7404807b6');
INSERT INTO "message" VALUES(5,4,4,'message','staff',1,'Sam, The council''s school travel team','One more thing.','en','2026-11-26 09:40:00.000000','62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a');
INSERT INTO "message" VALUES(6,6,6,'proposal','staff',1,'Sam, The council''s school travel team','Done?','en','2026-11-25 09:40:00.000000','18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4');
INSERT INTO "message" VALUES(7,5,5,'proposal','staff',1,'Sam, The council''s school travel team','Done?','en','2026-12-09 09:40:00.000000','e788103ee15318fcd2af9b73b4ebbb33a903b020de7b307d71f5fed0f433e548');
CREATE TABLE need (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	CONSTRAINT pk_need PRIMARY KEY (id), 
	CONSTRAINT fk_need_version_id_partnership_version FOREIGN KEY(version_id) REFERENCES partnership_version (id)
);
INSERT INTO "need" VALUES(1,1,'ehc_assessment','Asking for a check of what help your child needs (EHC needs assessment)');
INSERT INTO "need" VALUES(2,1,'ehc_plan','An EHC plan: what it says, or help in it that is not given');
INSERT INTO "need" VALUES(3,1,'annual_review','The yearly review of an EHC plan');
INSERT INTO "need" VALUES(4,1,'school_support','Help in school, nursery or college without a plan');
INSERT INTO "need" VALUES(5,1,'send_transport','Travel to school or college');
INSERT INTO "need" VALUES(6,1,'short_breaks','Short breaks and clubs');
INSERT INTO "need" VALUES(7,1,'social_care','Help at home, or a social worker');
INSERT INTO "need" VALUES(8,1,'autism_assessment','An autism assessment');
INSERT INTO "need" VALUES(9,1,'adhd_assessment','An ADHD assessment');
INSERT INTO "need" VALUES(10,1,'mental_health','Feelings, worries and mental health');
INSERT INTO "need" VALUES(11,1,'speech_language','Talking and understanding (speech and language therapy)');
INSERT INTO "need" VALUES(12,1,'occupational_therapy','Everyday skills and equipment (occupational therapy)');
INSERT INTO "need" VALUES(13,1,'physiotherapy','Moving and walking (physiotherapy)');
INSERT INTO "need" VALUES(14,1,'community_paediatrics','A children''s doctor outside hospital (community paediatrics)');
INSERT INTO "need" VALUES(15,1,'hospital','A hospital ward, clinic or A&E');
INSERT INTO "need" VALUES(16,1,'health_commissioning','Health help that is not there, or a very long wait for it');
INSERT INTO "need" VALUES(17,1,'other','Something else, or I am not sure');
CREATE TABLE note (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	partner_id INTEGER, 
	scope VARCHAR(40) NOT NULL, 
	words TEXT NOT NULL, 
	staff_id INTEGER NOT NULL, 
	written_at DATETIME NOT NULL, 
	idempotency_hash VARCHAR NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (id), 
	CONSTRAINT fk_note_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT fk_note_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_note_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_note_idempotency_hash UNIQUE (idempotency_hash), 
	CONSTRAINT ck_note_notescope CHECK (scope IN ('own_partner', 'shared'))
);
CREATE TABLE outgoing_letter (
	id INTEGER NOT NULL, 
	message_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	submission_id INTEGER, 
	partner_id INTEGER, 
	sealed_to BLOB, 
	language VARCHAR NOT NULL, 
	written_at DATETIME NOT NULL, 
	next_attempt_at DATETIME NOT NULL, 
	tries INTEGER NOT NULL, 
	sent_at DATETIME, 
	failed_at DATETIME, 
	last_error VARCHAR, 
	CONSTRAINT pk_outgoing_letter PRIMARY KEY (id), 
	CONSTRAINT fk_outgoing_letter_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT fk_outgoing_letter_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_outgoing_letter_message_id UNIQUE (message_id)
);
INSERT INTO "outgoing_letter" VALUES(1,'<61b2dce17f52a2b05d3c2a48a4cd89c9@portal.invalid>','referral_placed',NULL,3,NULL,'en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(2,'<a4792223626d7a184ee362ebad1d63c2@portal.invalid>','receipt',2,NULL,X'366534366365626665636265003159BA1AEC96FD874342F8A838981F09A2E74426362371DE9DFE6C8B21D76830B7699D7D852A2F991925CE81EC05D6','en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(3,'<211faa88de093f7a779b59fecdd45747@portal.invalid>','referral_placed',NULL,3,NULL,'en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(4,'<39198d25e3dded7f5ac794b74b82abda@portal.invalid>','receipt',3,NULL,X'36653436636562666563626500BFB2ECB483BD2ED4A83C8B07BBAE1A42C982F9AD60E14A61CF2BC150BA3E0A9BF9CE135EA0E04D2E2462A0932419','en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(5,'<c50630b10d38ba3885b4a5b0af6b9e58@portal.invalid>','referral_placed',NULL,3,NULL,'en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(6,'<4b442df924600aaffdb0561c7bad6227@portal.invalid>','receipt',4,NULL,X'3665343663656266656362650097D505CE1BEB1739805918BA2748F38D7F7D1E843D01B8F7A293F27C968F202A99DE2D44E2A7ADAE38394D2FA075A10B','en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(7,'<9b20438726fd1533aee566ca2651f574@portal.invalid>','referral_placed',NULL,3,NULL,'en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(8,'<53cc00ad17a82502f08c06614fdf0b9c@portal.invalid>','receipt',5,NULL,X'3665343663656266656362650018A7FC8FA04945EF6BBA48234E62DEFF9E9CD3F0D646EFD238ECFB558E3B39FF5ABA2E0EE31259BD807F80F375C05AC4','en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(9,'<4538a5459d4e10993616247bb254400b@portal.invalid>','referral_placed',NULL,3,NULL,'en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(10,'<44570eff8aed490dd154db82b247006b@portal.invalid>','receipt',6,NULL,X'36653436636562666563626500F8D06C2FF803C9CC0994BD9E300E7D6F6D5EB992F780C6F7D2078BB9B4A757375B04526936E54BDBA9CF9F072F9E','en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(11,'<785aba899e75aa4e44ec5338a2ff1bf6@portal.invalid>','referral_placed',NULL,3,NULL,'en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(12,'<f5e6b326e098ddb74aea79c6320d7a0a@portal.invalid>','safeguarding_flag',NULL,13,NULL,'en','2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(13,'<3840cdbcb173e013c20cad91e3cb72d4@portal.invalid>','news',3,NULL,X'36653436636562666563626500BFB2ECB483BD2ED4A83C8B07BBAE1A42C982F9AD60E14A61CF2BC150BA3E0A9BF9CE135EA0E04D2E2462A0932419','en','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(14,'<49159e6a4faa74824617309621f6dfc6@portal.invalid>','news',4,NULL,X'3665343663656266656362650097D505CE1BEB1739805918BA2748F38D7F7D1E843D01B8F7A293F27C968F202A99DE2D44E2A7ADAE38394D2FA075A10B','en','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(15,'<d522bb632ffd18b7694afe600147724f@portal.invalid>','news',5,NULL,X'3665343663656266656362650018A7FC8FA04945EF6BBA48234E62DEFF9E9CD3F0D646EFD238ECFB558E3B39FF5ABA2E0EE31259BD807F80F375C05AC4','en','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(16,'<f030c62e8904a5b890ce68b50fe1af98@portal.invalid>','news',6,NULL,X'36653436636562666563626500F8D06C2FF803C9CC0994BD9E300E7D6F6D5EB992F780C6F7D2078BB9B4A757375B04526936E54BDBA9CF9F072F9E','en','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(17,'<533e6cfe220f707cfd553b9b2e952c6c@portal.invalid>','news',4,NULL,X'3665343663656266656362650097D505CE1BEB1739805918BA2748F38D7F7D1E843D01B8F7A293F27C968F202A99DE2D44E2A7ADAE38394D2FA075A10B','en','2026-11-26 09:40:00.000000','2026-11-26 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(18,'<a72206aacba702fe4402d80705063c82@portal.invalid>','news',6,NULL,X'36653436636562666563626500F8D06C2FF803C9CC0994BD9E300E7D6F6D5EB992F780C6F7D2078BB9B4A757375B04526936E54BDBA9CF9F072F9E','en','2026-11-25 09:40:00.000000','2026-11-25 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(19,'<5b2a697323c833e144e86984259099bb@portal.invalid>','news',5,NULL,X'3665343663656266656362650018A7FC8FA04945EF6BBA48234E62DEFF9E9CD3F0D646EFD238ECFB558E3B39FF5ABA2E0EE31259BD807F80F375C05AC4','en','2026-12-09 09:40:00.000000','2026-12-09 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(20,'<651ea56d1b53171c3099462311078035@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-11-27 09:40:00.000000','2026-11-27 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(21,'<13856d5775202917f4ddbd31c15b6e7a@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-11-27 09:40:00.000000','2026-11-27 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(22,'<ecdffcaa1a738a41ca4862dec505a98f@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-11-27 09:40:00.000000','2026-11-27 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(23,'<2b1e4a8e44d2f8fe6892fa348959cf80@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-11-27 09:40:00.000000','2026-11-27 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(24,'<21e742a8262ddf4ccc0db121e7d6dbbb@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-11-27 09:40:00.000000','2026-11-27 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(25,'<296dd9495b8da7924be57be494a4c9c3@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-11-27 09:40:00.000000','2026-11-27 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(26,'<3f9d68dedd6d188175b0917c20bd1429@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-11-27 09:40:00.000000','2026-11-27 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(27,'<5ad3c406776443df7b07e2aa0b9a4fe2@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-02 09:40:00.000000','2026-12-02 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(28,'<5f06de0784dc064ebec533224e4e4f24@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-02 09:40:00.000000','2026-12-02 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(29,'<08b149fb03a8d1d381e07c233aad7e50@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-02 09:40:00.000000','2026-12-02 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(30,'<c7a5e8c921436ae7136dafcb3ee3085b@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-02 09:40:00.000000','2026-12-02 09:40:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(31,'<a3adb836de59943ae6f3de8fdd84dcab@portal.invalid>','news',6,NULL,X'36653436636562666563626500F8D06C2FF803C9CC0994BD9E300E7D6F6D5EB992F780C6F7D2078BB9B4A757375B04526936E54BDBA9CF9F072F9E','en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(32,'<5aef7922fff14ffd382d46a0c7dc4620@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(33,'<1efdde5d29dde139da9aa5badecb1978@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(34,'<740baabeeed76ccbfac3a4f1b7d12cab@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(35,'<8acea722dc5e922d8520667aca1dc32c@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(36,'<57fd0a22ed491e5c6188b262347ba214@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(37,'<fbb55a09fef79109e0d43a68e50a9735@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(38,'<28716dd15817910baab8cbcfe8c997c6@portal.invalid>','referral_overdue',NULL,3,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(39,'<3dbf0225229179529c524c44c9701d1c@portal.invalid>','referral_overdue',NULL,13,NULL,'en','2026-12-11 08:00:00.000000','2026-12-11 08:00:00.000000',0,NULL,NULL,NULL);
INSERT INTO "outgoing_letter" VALUES(40,'<44d4bc23ce9a84234511bfa257a92a20@portal.invalid>','referral_placed',NULL,3,NULL,'en','2026-12-11 09:00:00.000000','2026-12-11 09:00:00.000000',0,NULL,NULL,NULL);
CREATE TABLE partner (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	official_name VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	parent_key VARCHAR, 
	valid_from DATE, 
	valid_to DATE, 
	successor_key VARCHAR, 
	verified BOOLEAN NOT NULL, 
	standing_agreement BOOLEAN NOT NULL, 
	CONSTRAINT pk_partner PRIMARY KEY (id), 
	CONSTRAINT uq_partner_key UNIQUE ("key"), 
	CONSTRAINT ck_partner_partnerkind CHECK (kind IN ('council', 'council_team', 'icb', 'provider', 'school', 'triage'))
);
INSERT INTO "partner" VALUES(1,'scc','The council','Suffolk County Council','council',NULL,'2022-07-01',NULL,NULL,1,0);
INSERT INTO "partner" VALUES(2,'scc_send','The council''s SEND team','Suffolk County Council SEND Family Services','council_team','scc','2022-07-01',NULL,NULL,1,0);
INSERT INTO "partner" VALUES(3,'scc_transport','The council''s school travel team','Suffolk County Council SEND transport','council_team','scc','2022-07-01',NULL,NULL,0,0);
INSERT INTO "partner" VALUES(4,'scc_social_care','The council''s social care team for children','Suffolk County Council Children and Young People''s Services, social care','council_team','scc','2022-07-01',NULL,NULL,1,0);
INSERT INTO "partner" VALUES(5,'scc_inclusion','The council''s inclusion team','Suffolk County Council Inclusion','council_team','scc','2022-07-01',NULL,NULL,1,0);
INSERT INTO "partner" VALUES(6,'snee_icb','NHS Suffolk and North East Essex','NHS Suffolk and North East Essex Integrated Care Board','icb',NULL,'2022-07-01',NULL,NULL,1,0);
INSERT INTO "partner" VALUES(7,'nw_icb','NHS Norfolk and Waveney','NHS Norfolk and Waveney Integrated Care Board','icb',NULL,'2022-07-01',NULL,NULL,1,0);
INSERT INTO "partner" VALUES(8,'wsft','West Suffolk NHS','West Suffolk NHS Foundation Trust','provider',NULL,'2022-07-01',NULL,NULL,1,1);
INSERT INTO "partner" VALUES(9,'nsft','Norfolk and Suffolk mental health NHS','Norfolk and Suffolk NHS Foundation Trust','provider',NULL,'2022-07-01',NULL,NULL,1,1);
INSERT INTO "partner" VALUES(10,'jpuh','James Paget Hospital','James Paget University Hospitals NHS Foundation Trust','provider',NULL,'2022-07-01',NULL,NULL,1,1);
INSERT INTO "partner" VALUES(11,'esneft','Ipswich Hospital','East Suffolk and North Essex NHS Foundation Trust','provider',NULL,'2022-07-01',NULL,NULL,1,1);
INSERT INTO "partner" VALUES(12,'school','The school','The child''s school, nursery or college','school',NULL,'2022-07-01',NULL,NULL,1,0);
INSERT INTO "partner" VALUES(13,'triage','A person who works out who should help','SEND portal triage team','triage','scc','2022-07-01',NULL,NULL,1,0);
CREATE TABLE partner_contact (
	id INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	address VARCHAR NOT NULL, 
	CONSTRAINT pk_partner_contact PRIMARY KEY (id), 
	CONSTRAINT fk_partner_contact_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id)
);
INSERT INTO "partner_contact" VALUES(1,1,'scc@suffolk.example');
INSERT INTO "partner_contact" VALUES(2,2,'scc-send@suffolk.example');
INSERT INTO "partner_contact" VALUES(3,3,'scc-transport@suffolk.example');
INSERT INTO "partner_contact" VALUES(4,4,'scc-social-care@suffolk.example');
INSERT INTO "partner_contact" VALUES(5,5,'scc-inclusion@suffolk.example');
INSERT INTO "partner_contact" VALUES(6,6,'snee-icb@suffolk.example');
INSERT INTO "partner_contact" VALUES(7,7,'nw-icb@suffolk.example');
INSERT INTO "partner_contact" VALUES(8,8,'wsft@suffolk.example');
INSERT INTO "partner_contact" VALUES(9,9,'nsft@suffolk.example');
INSERT INTO "partner_contact" VALUES(10,10,'jpuh@suffolk.example');
INSERT INTO "partner_contact" VALUES(11,11,'esneft@suffolk.example');
INSERT INTO "partner_contact" VALUES(12,13,'triage@suffolk.example');
CREATE TABLE partnership_version (
	id INTEGER NOT NULL, 
	loaded_at DATETIME NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	area_name VARCHAR NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_partnership_version PRIMARY KEY (id)
);
INSERT INTO "partnership_version" VALUES(1,'2026-11-24 21:40:00.000000','e61745d11bbc4a7db38a4b920a9588077434c0711a0f63628e9459627ab99610','Suffolk','# The Suffolk partnership as data. Another area copies this file, changes it, and runs
#     portal partnership check FILE
# which names the line and the fault of anything that does not fit.
# After the first load the database is the truth: a later change here is shown as a difference to apply.
# `verified = false` marks what nobody has checked: it is shown with that mark, and `portal check`
# refuses to go live while one is left.

[area]
key = "suffolk"
name = "Suffolk"
council = "Suffolk County Council"
council_short = "the council"

# Chosen for contrast, not taken from the council''s brand book. Each is used with white: 4.5 to 1 at least.
[area.colours]
brand = "#1b4a5a"
link = "#0b5c7a"
button = "#1d6338"

# Invented until the council names who runs the portal.
[area.operator]
name = "SEND portal team"
email = "send-portal@suffolk.example"
telephone = "01632 960 100"
post = "SEND portal, Suffolk County Council (address to be confirmed)"
verified = false

# A language is added here when its catalogue is complete; Polish, Romanian, Lithuanian and Portuguese are next.
[[language]]
key = "en"
name = "English"
dir = "ltr"

[[language]]
key = "ar"
name = "العربية"
dir = "rtl"

# Who may hold a referral. `name` is what families read. `kind` says whether the body is outside the council
# (icb, provider, school), so that nothing goes to it without the family''s yes.
# `verified` says that a source shows this body doing this work; an unverified provider never leads.
# `standing_agreement` is the commissioner''s word that the provider may see the referrals placed with it;
# without it the commissioner of the place leads.
# `mailbox` is where letters to the body go: of the service, never of a person. Those here are invented;
# `portal check` names every body that has none or one that ends in .example.

[[partner]]
key = "scc"
name = "The council"
official_name = "Suffolk County Council"
mailbox = "scc@suffolk.example"
kind = "council"
valid_from = 2022-07-01
verified = true

[[partner]]
key = "scc_send"
name = "The council''s SEND team"
official_name = "Suffolk County Council SEND Family Services"
mailbox = "scc-send@suffolk.example"
kind = "council_team"
parent = "scc"
valid_from = 2022-07-01
verified = true

# The work is the council''s; the name of the team is not verified.
[[partner]]
key = "scc_transport"
name = "The council''s school travel team"
official_name = "Suffolk County Council SEND transport"
mailbox = "scc-transport@suffolk.example"
kind = "council_team"
parent = "scc"
valid_from = 2022-07-01
verified = false

[[partner]]
key = "scc_social_care"
name = "The council''s social care team for children"
official_name = "Suffolk County Council Children and Young People''s Services, social care"
mailbox = "scc-social-care@suffolk.example"
kind = "council_team"
parent = "scc"
valid_from = 2022-07-01
verified = true

[[partner]]
key = "scc_inclusion"
name = "The council''s inclusion team"
official_name = "Suffolk County Council Inclusion"
mailbox = "scc-inclusion@suffolk.example"
kind = "council_team"
parent = "scc"
valid_from = 2022-07-01
verified = true

# The two boards were due to be replaced by one Norfolk and Suffolk board in April 2026; the start is not confirmed.
# When it is: add the new body as a partner, write its key as `successor` here and the last day as `valid_to`.
[[partner]]
key = "snee_icb"
name = "NHS Suffolk and North East Essex"
official_name = "NHS Suffolk and North East Essex Integrated Care Board"
mailbox = "snee-icb@suffolk.example"
kind = "icb"
valid_from = 2022-07-01
successor = ""
verified = true

[[partner]]
key = "nw_icb"
name = "NHS Norfolk and Waveney"
official_name = "NHS Norfolk and Waveney Integrated Care Board"
mailbox = "nw-icb@suffolk.example"
kind = "icb"
valid_from = 2022-07-01
successor = ""
verified = true

[[partner]]
key = "wsft"
name = "West Suffolk NHS"
official_name = "West Suffolk NHS Foundation Trust"
mailbox = "wsft@suffolk.example"
kind = "provider"
valid_from = 2022-07-01
verified = true
standing_agreement = true

[[partner]]
key = "nsft"
name = "Norfolk and Suffolk mental health NHS"
official_name = "Norfolk and Suffolk NHS Foundation Trust"
mailbox = "nsft@suffolk.example"
kind = "provider"
valid_from = 2022-07-01
verified = true
standing_agreement = true

[[partner]]
key = "jpuh"
name = "James Paget Hospital"
official_name = "James Paget University Hospitals NHS Foundation Trust"
mailbox = "jpuh@suffolk.example"
kind = "provider"
valid_from = 2022-07-01
verified = true
standing_agreement = true

[[partner]]
key = "esneft"
name = "Ipswich Hospital"
official_name = "East Suffolk and North Essex NHS Foundation Trust"
mailbox = "esneft@suffolk.example"
kind = "provider"
valid_from = 2022-07-01
verified = true
standing_agreement = true

# Any school. The portal places a referral only with a named school that has a partner row of its own.
[[partner]]
key = "school"
name = "The school"
official_name = "The child''s school, nursery or college"
kind = "school"
valid_from = 2022-07-01
verified = true

[[partner]]
key = "triage"
name = "A person who works out who should help"
official_name = "SEND portal triage team"
mailbox = "triage@suffolk.example"
kind = "triage"
parent = "scc"
valid_from = 2022-07-01
verified = true

# The areas of doctors'' surgeries. `commissioner` plans and pays for the health care there.

[[place]]
key = "suffolk_east_west"
name = "East and West Suffolk"
says = "Ipswich, Bury St Edmunds, Sudbury, Stowmarket, Felixstowe, Haverhill, Newmarket"
commissioner = "snee_icb"

[[place]]
key = "waveney"
name = "Waveney"
says = "Lowestoft, Beccles, Bungay, Halesworth, Southwold"
commissioner = "nw_icb"

# First halves of postcodes. certain: council and health area are both known. suffolk: counted as Suffolk,
# edges apart. border: on the edge of the county, ask. health_border: in Suffolk for the council, ask which
# surgery. always_ask: mostly another county; ask even when the surgery is known.
# A district in no list goes to triage. To be confirmed with the ONS postcode tables before going live.

[[districts]]
status = "certain"
area = "suffolk_east_west"
codes = [
  "IP1", "IP2", "IP3", "IP4",
  "IP10", "IP11", "IP12", "IP13", "IP15", "IP16",
  "IP28", "IP29", "IP30", "IP31", "IP32", "IP33",
]

[[districts]]
status = "certain"
area = "waveney"
codes = ["NR32", "NR33"]

[[districts]]
status = "suffolk"
area = "suffolk_east_west"
codes = ["IP5", "IP6", "IP7", "IP8", "IP9", "IP14", "IP23"]

[[districts]]
status = "border"
codes = [
  "NR14", "NR34", "NR35",
  "IP20", "IP21", "IP22", "IP24", "IP26", "IP27",
  "CB7", "CB8", "CB9", "CB10",
  "CO6", "CO7", "CO8", "CO10", "CO11",
]

[[districts]]
status = "health_border"
codes = ["IP17", "IP18", "IP19"]

[[districts]]
status = "always_ask"
codes = ["NR31"]

# Which hospital looks after children from where. Elsewhere it cannot be told: triage.

[[acute]]
trust = "esneft"
codes = ["IP1", "IP2", "IP3", "IP4", "IP5", "IP8", "IP9", "IP10", "IP11", "IP12", "IP13"]

[[acute]]
trust = "wsft"
codes = ["IP28", "IP29", "IP30", "IP31", "IP32", "IP33"]

[[acute]]
trust = "jpuh"
codes = ["NR32", "NR33"]

# What a message can be about. `label` answers "What is it mostly about?".

[[need]]
key = "ehc_assessment"
label = "Asking for a check of what help your child needs (EHC needs assessment)"
group = "plans"

[[need]]
key = "ehc_plan"
label = "An EHC plan: what it says, or help in it that is not given"
group = "plans"

[[need]]
key = "annual_review"
label = "The yearly review of an EHC plan"
group = "plans"

[[need]]
key = "school_support"
label = "Help in school, nursery or college without a plan"
group = "school"

[[need]]
key = "send_transport"
label = "Travel to school or college"
group = "transport"

[[need]]
key = "short_breaks"
label = "Short breaks and clubs"
group = "care"

[[need]]
key = "social_care"
label = "Help at home, or a social worker"
group = "care"

[[need]]
key = "autism_assessment"
label = "An autism assessment"
group = "health"

[[need]]
key = "adhd_assessment"
label = "An ADHD assessment"
group = "health"

[[need]]
key = "mental_health"
label = "Feelings, worries and mental health"
group = "health"

[[need]]
key = "speech_language"
label = "Talking and understanding (speech and language therapy)"
group = "health"

[[need]]
key = "occupational_therapy"
label = "Everyday skills and equipment (occupational therapy)"
group = "health"

[[need]]
key = "physiotherapy"
label = "Moving and walking (physiotherapy)"
group = "health"

[[need]]
key = "community_paediatrics"
label = "A children''s doctor outside hospital (community paediatrics)"
group = "health"

[[need]]
key = "hospital"
label = "A hospital ward, clinic or A&E"
group = "health"

[[need]]
key = "health_commissioning"
label = "Health help that is not there, or a very long wait for it"
group = "health"

[[need]]
key = "other"
label = "Something else, or I am not sure"
group = "other"

# Who should help. The lowest rank that fits wins; the last rule of every need must fit always.
# A rule fits when all that it names fits; what it does not name does not matter.
#   needs        any of these
#   age_from, age_to   both included; an age that is not known does not fit
#   age_unknown  fits only when the age is not known
#   health_area  a place, or "unknown": by the doctor''s surgery, or else by a district wholly in one place
#   home         any of in_area, border, always_ask, unlisted, not_given: by the district, for the council
#   acute_trust  by the district
# In `because`, {age}, {where} (surgery or district) and {home} (district) become whole sentences.
# `also` are suggestions: they give no access.

[[rule]]
rank = 10
age_from = 26
lead = "triage"
because = "{age} The SEND teams help people up to 25, so a person will find out who can help."

[[rule]]
rank = 20
needs = ["other"]
lead = "triage"
because = "You chose something else, so a person will read it and find the right team."

[[rule]]
rank = 30
needs = ["school_support"]
lead = "school"
also = ["scc_inclusion"]
because = "This is about help in school. The school must help first, wherever you live."

[[rule]]
rank = 100
home = ["always_ask"]
lead = "triage"
because = "{home} A person will ask you which council you pay council tax to."

[[rule]]
rank = 110
needs = ["ehc_assessment", "ehc_plan", "annual_review", "send_transport", "short_breaks", "social_care"]
home = ["border"]
lead = "triage"
because = "This is for the council where you live. {home} A person will ask you which council you pay council tax to."

[[rule]]
rank = 120
needs = ["ehc_assessment", "ehc_plan", "annual_review", "send_transport", "short_breaks", "social_care"]
home = ["unlisted"]
lead = "triage"
because = "This is for the council where you live. {home} A person will ask you which council you pay council tax to."

[[rule]]
rank = 130
needs = ["social_care"]
age_from = 18
lead = "triage"
also = ["scc_social_care"]
because = "This is about social care. {age} From 18 a different team may help, so a person will find out."

[[rule]]
rank = 200
needs = ["ehc_assessment"]
lead = "scc_send"
also = ["school"]
because = "This is about an EHC needs assessment. {home} The council''s SEND team decides about these."

[[rule]]
rank = 210
needs = ["ehc_plan"]
lead = "scc_send"
also = ["school"]
because = "This is about an EHC plan. {home} The council must make sure that the help in the plan is given."

[[rule]]
rank = 220
needs = ["annual_review"]
lead = "scc_send"
also = ["school"]
because = "This is about the yearly review of a plan. {home} The council''s SEND team runs these with the school."

[[rule]]
rank = 230
needs = ["send_transport"]
lead = "scc_transport"
also = ["scc_send"]
because = "This is about travel to school or college. {home} The council runs this, not the school."

# Activities Unlimited serves 0 to 25, so short breaks have no limit at 18.
[[rule]]
rank = 240
needs = ["short_breaks"]
lead = "scc_social_care"
because = "This is about short breaks. {home} The council''s social care team looks after them."

[[rule]]
rank = 250
needs = ["social_care"]
lead = "scc_social_care"
because = "This is about social care. {home} The council''s social care team for children looks after it."

[[rule]]
rank = 300
needs = ["hospital"]
acute_trust = "esneft"
lead = "esneft"
because = "This is about hospital care. {home} Ipswich Hospital is the hospital for that postcode."

[[rule]]
rank = 301
needs = ["hospital"]
acute_trust = "wsft"
lead = "wsft"
because = "This is about hospital care. {home} West Suffolk Hospital in Bury is the hospital for that postcode."

[[rule]]
rank = 302
needs = ["hospital"]
acute_trust = "jpuh"
lead = "jpuh"
because = "This is about hospital care. {home} James Paget Hospital is the hospital for that postcode."

[[rule]]
rank = 309
needs = ["hospital"]
lead = "triage"
because = "This is about hospital care. {home} We cannot tell which hospital it is, so a person will ask you."

[[rule]]
rank = 310
needs = [
  "autism_assessment", "adhd_assessment", "mental_health", "speech_language", "occupational_therapy",
  "physiotherapy", "community_paediatrics", "health_commissioning",
]
health_area = "unknown"
lead = "triage"
because = "This is about health, so it goes by where your doctor''s surgery is. {where} A person will ask you."

# Who does these in Waveney now is not verified.
[[rule]]
rank = 400
needs = ["autism_assessment"]
health_area = "waveney"
lead = "triage"
also = ["nw_icb"]
because = "This is about an autism assessment. {where} We have not checked who does these there, so a person will."

[[rule]]
rank = 410
needs = ["autism_assessment"]
age_unknown = true
lead = "triage"
also = ["nsft", "wsft"]
because = "This is about an autism assessment. {age} One team sees children under 11 and another sees 11 to 18, so a person will ask."

[[rule]]
rank = 420
needs = ["autism_assessment"]
age_to = 10
health_area = "suffolk_east_west"
lead = "wsft"
because = "This is about an autism assessment. {age} {where} There, West Suffolk NHS sees children under 11."

[[rule]]
rank = 430
needs = ["autism_assessment"]
age_from = 11
age_to = 18
health_area = "suffolk_east_west"
lead = "nsft"
because = "This is about an autism assessment. {age} {where} There, Norfolk and Suffolk mental health NHS sees people from 11 to 18."

[[rule]]
rank = 440
needs = ["autism_assessment"]
lead = "triage"
also = ["snee_icb"]
because = "This is about an autism assessment. {age} The children''s teams stop at 18, so a person will find out who can help."

[[rule]]
rank = 500
needs = ["adhd_assessment"]
health_area = "waveney"
lead = "triage"
also = ["nw_icb"]
because = "This is about an ADHD assessment. {where} We have not checked who does these there, so a person will."

[[rule]]
rank = 510
needs = ["adhd_assessment"]
age_from = 18
lead = "triage"
also = ["snee_icb"]
because = "This is about an ADHD assessment. {age} The children''s team stops at 18, so a person will find out who can help."

[[rule]]
rank = 520
needs = ["adhd_assessment"]
health_area = "suffolk_east_west"
lead = "nsft"
because = "This is about an ADHD assessment. {age} {where} There, Norfolk and Suffolk mental health NHS sees people under 18."

# Emotional Wellbeing Hub, 0 to 25; in Waveney only the team''s name is not verified.
[[rule]]
rank = 600
needs = ["mental_health"]
lead = "nsft"
because = "This is about mental health. {where} Norfolk and Suffolk mental health NHS helps there."

[[rule]]
rank = 700
needs = ["speech_language", "occupational_therapy", "physiotherapy", "community_paediatrics"]
age_from = 18
lead = "triage"
because = "{age} The children''s health teams stop at 18, so a person will find out who can help."

# Who does this in Waveney now is not verified.
[[rule]]
rank = 710
needs = ["speech_language"]
health_area = "waveney"
lead = "triage"
also = ["nw_icb"]
because = "This is about speech and language. {where} We have not checked who helps there, so a person will."

[[rule]]
rank = 720
needs = ["speech_language", "occupational_therapy", "physiotherapy", "community_paediatrics"]
health_area = "suffolk_east_west"
lead = "wsft"
because = "This is about children''s health. {age} {where} There, West Suffolk NHS runs the children''s health teams, in Ipswich too."

[[rule]]
rank = 730
needs = ["occupational_therapy", "physiotherapy", "community_paediatrics"]
health_area = "waveney"
lead = "jpuh"
because = "This is about children''s health. {age} {where} There, James Paget Hospital runs the children''s health teams."

[[rule]]
rank = 800
needs = ["health_commissioning"]
health_area = "suffolk_east_west"
lead = "snee_icb"
because = "This is about health help that is missing or slow. {where} NHS Suffolk and North East Essex plans and pays for it there."

[[rule]]
rank = 810
needs = ["health_commissioning"]
health_area = "waveney"
lead = "nw_icb"
because = "This is about health help that is missing or slow. {where} NHS Norfolk and Waveney plans and pays for it there."

[[rule]]
rank = 9000
lead = "triage"
because = "We cannot tell which team it is for, so a person will read it and find out."

# Our own promises, in working days: the day of receipt is day zero, due by the end of the last day.
# All are common practice, not law, and need the partners'' agreement before going live (status = "proposed").
# The family''s run from receipt, a partner''s and triage''s from placing; keep_informed repeats while open after
# the response; tell_what_changed runs from closing. A view has none.

[[service_level]]
submission = "concern"
subject = "family"
clock = "acknowledge"
working_days = 2
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "family"
clock = "triage"
working_days = 5
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "family"
clock = "respond"
working_days = 10
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "family"
clock = "resolve"
working_days = 20
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "family"
clock = "keep_informed"
working_days = 10
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "family"
clock = "tell_what_changed"
working_days = 60
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "partner"
clock = "accept"
working_days = 1
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "partner"
clock = "respond"
working_days = 8
effective_from = 2025-01-01
status = "proposed"

[[service_level]]
submission = "concern"
subject = "triage"
clock = "place"
working_days = 2
effective_from = 2025-01-01
status = "proposed"

# How long we wait, in working days: for a family that says nothing, for the answer to our question,
# and in a hold that a manager agreed.
[waiting]
silence = 10
pause_cap = 10
hold_cap = 20

[calendar]
bank_holidays = "england-and-wales"
time_zone = "Europe/London"

# Days on which the whole partnership is closed besides bank holidays, one [[closure]] each:
# [[closure]]
# date = 2026-12-24
# why = "The council is closed"

# Help shown on every page, in this order. `verified` says that the number was found in a source
# that we trust; a contact without a number that we could check says so.

[[help]]
key = "999"
name = "Emergency services"
kind = "emergency"
audience = "everyone"
telephone = "999"
what_to_do = "If someone is in danger now, ring 999."
source = "https://www.gov.uk/guidance/999-and-112-the-uks-national-emergency-numbers"
verified = true

[[help]]
key = "111"
name = "NHS 111"
kind = "emergency"
audience = "everyone"
telephone = "111"
what_to_do = "If someone is ill and it cannot wait, ring 111. It is free, day and night."
source = "https://111.nhs.uk"
verified = true

[[help]]
key = "111_mental_health"
name = "NHS 111, mental health"
kind = "crisis"
audience = "everyone"
telephone = "111, then 2"
relay = "18001 111"
what_to_do = "If someone may hurt themselves or cannot cope, ring 111 and choose 2. It is for all ages, day and night."
source = "https://www.edp24.co.uk/news/health/norfolk-mental-health-crisis-line-moved-to-111-8802506"
verified = true

[[help]]
key = "childline"
name = "Childline"
kind = "crisis"
audience = "young_people"
telephone = "0800 1111"
what_to_do = "If you are under 19 you can ring Childline and talk about anything. It is free."
source = "https://www.childline.org.uk"
verified = true

[[help]]
key = "shout"
name = "Shout"
kind = "crisis"
audience = "everyone"
text_word = "SHOUT"
text_number = "85258"
what_to_do = "If you would rather not talk, text the word SHOUT to 85258."
source = "https://giveusashout.org"
verified = true

[[help]]
key = "samaritans"
name = "Samaritans"
kind = "crisis"
audience = "everyone"
telephone = "116 123"
what_to_do = "If you need someone to listen, ring Samaritans. It is free, day and night."
source = "https://www.samaritans.org"
verified = true

[[help]]
key = "nspcc"
name = "NSPCC"
kind = "safeguarding"
audience = "everyone"
telephone = "0808 800 5000"
what_to_do = "If you are an adult who is worried about a child, ring the NSPCC."
source = "https://www.nspcc.org.uk"
verified = true

# The number comes from the council''s own page; its hours come from an older one, so none are given.
[[help]]
key = "customer_first"
name = "Customer First at the council"
kind = "safeguarding"
audience = "everyone"
telephone = "0808 800 4005"
what_to_do = "If you think a child or an adult is being hurt, ring Customer First. It is free."
source = "http://www.suffolk.gov.uk/index.php/children-families-and-learning/keeping-children-safe/reporting-a-child-at-risk-of-harm-abuse-or-neglect-safeguarding/"
verified = true

[[help]]
key = "mash"
name = "Suffolk safeguarding line for professionals"
kind = "safeguarding"
audience = "professionals"
telephone = "03456 061 499"
what_to_do = "If you work with children and think one may come to harm, ring this line to talk it through."
source = "https://suffolksp.org.uk/multi-agency-safeguarding-hub"
verified = true

# No number found.
[[help]]
key = "lado"
name = "Local authority designated officer (LADO)"
kind = "safeguarding"
audience = "professionals"
what_to_do = "If someone who works with children may have hurt a child, tell the LADO."
verified = false

# No number found; the helpline has closed at times of backlog.
[[help]]
key = "sendiass"
name = "Suffolk SENDIASS"
kind = "advice"
audience = "everyone"
what_to_do = "For free advice about SEND from people who do not take the council''s side, ask SENDIASS."
verified = false

[[help]]
key = "ipsea"
name = "IPSEA"
kind = "advice"
audience = "everyone"
web = "https://www.ipsea.org.uk"
what_to_do = "For free advice about SEND law, or when SENDIASS is closed, look at IPSEA."
verified = false

[[help]]
key = "local_offer"
name = "Suffolk Local Offer"
kind = "advice"
audience = "everyone"
web = "https://www.suffolklocaloffer.org.uk"
what_to_do = "For clubs, services and who does what in Suffolk, look at the Local Offer."
source = "https://www.suffolklocaloffer.org.uk/short-breaks-and-leisure-activities/activities-unlimited/activities-unlimited-short-breaks-personal-budgets/what-is-an-sbpb"
verified = true

[[help]]
key = "care_coordination"
name = "Children''s community health, Suffolk"
kind = "health"
audience = "everyone"
telephone = "0300 123 2425"
hours = "Day and night"
what_to_do = "To ask about a children''s health appointment in East or West Suffolk, ring this line."
source = "https://www.wsh.nhs.uk/Services-A-Z/Childrens-services/Childrens-community-services/Information-for-professionals.aspx"
verified = true
');
CREATE TABLE place_district (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	district VARCHAR NOT NULL, 
	area_key VARCHAR, 
	certainty VARCHAR NOT NULL, 
	CONSTRAINT pk_place_district PRIMARY KEY (id), 
	CONSTRAINT fk_place_district_version_id_partnership_version FOREIGN KEY(version_id) REFERENCES partnership_version (id)
);
INSERT INTO "place_district" VALUES(1,1,'IP1','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(2,1,'IP2','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(3,1,'IP3','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(4,1,'IP4','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(5,1,'IP10','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(6,1,'IP11','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(7,1,'IP12','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(8,1,'IP13','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(9,1,'IP15','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(10,1,'IP16','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(11,1,'IP28','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(12,1,'IP29','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(13,1,'IP30','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(14,1,'IP31','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(15,1,'IP32','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(16,1,'IP33','suffolk_east_west','certain');
INSERT INTO "place_district" VALUES(17,1,'NR32','waveney','certain');
INSERT INTO "place_district" VALUES(18,1,'NR33','waveney','certain');
INSERT INTO "place_district" VALUES(19,1,'IP5','suffolk_east_west','suffolk');
INSERT INTO "place_district" VALUES(20,1,'IP6','suffolk_east_west','suffolk');
INSERT INTO "place_district" VALUES(21,1,'IP7','suffolk_east_west','suffolk');
INSERT INTO "place_district" VALUES(22,1,'IP8','suffolk_east_west','suffolk');
INSERT INTO "place_district" VALUES(23,1,'IP9','suffolk_east_west','suffolk');
INSERT INTO "place_district" VALUES(24,1,'IP14','suffolk_east_west','suffolk');
INSERT INTO "place_district" VALUES(25,1,'IP23','suffolk_east_west','suffolk');
INSERT INTO "place_district" VALUES(26,1,'NR14',NULL,'border');
INSERT INTO "place_district" VALUES(27,1,'NR34',NULL,'border');
INSERT INTO "place_district" VALUES(28,1,'NR35',NULL,'border');
INSERT INTO "place_district" VALUES(29,1,'IP20',NULL,'border');
INSERT INTO "place_district" VALUES(30,1,'IP21',NULL,'border');
INSERT INTO "place_district" VALUES(31,1,'IP22',NULL,'border');
INSERT INTO "place_district" VALUES(32,1,'IP24',NULL,'border');
INSERT INTO "place_district" VALUES(33,1,'IP26',NULL,'border');
INSERT INTO "place_district" VALUES(34,1,'IP27',NULL,'border');
INSERT INTO "place_district" VALUES(35,1,'CB7',NULL,'border');
INSERT INTO "place_district" VALUES(36,1,'CB8',NULL,'border');
INSERT INTO "place_district" VALUES(37,1,'CB9',NULL,'border');
INSERT INTO "place_district" VALUES(38,1,'CB10',NULL,'border');
INSERT INTO "place_district" VALUES(39,1,'CO6',NULL,'border');
INSERT INTO "place_district" VALUES(40,1,'CO7',NULL,'border');
INSERT INTO "place_district" VALUES(41,1,'CO8',NULL,'border');
INSERT INTO "place_district" VALUES(42,1,'CO10',NULL,'border');
INSERT INTO "place_district" VALUES(43,1,'CO11',NULL,'border');
INSERT INTO "place_district" VALUES(44,1,'IP17',NULL,'health_border');
INSERT INTO "place_district" VALUES(45,1,'IP18',NULL,'health_border');
INSERT INTO "place_district" VALUES(46,1,'IP19',NULL,'health_border');
INSERT INTO "place_district" VALUES(47,1,'NR31',NULL,'always_ask');
CREATE TABLE point (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_point PRIMARY KEY (id), 
	CONSTRAINT fk_point_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_point_submission_id_number UNIQUE (submission_id, number), 
	CONSTRAINT ck_point_pointstatus CHECK (status IN ('open', 'answered'))
);
INSERT INTO "point" VALUES(1,1,1,'The bus has not come for two weeks and nobody rings us back.','open',NULL);
INSERT INTO "point" VALUES(2,2,1,'The bus has not come for two weeks and nobody rings us back.','open',NULL);
INSERT INTO "point" VALUES(3,3,1,'The bus has not come for two weeks and nobody rings us back.','open',NULL);
INSERT INTO "point" VALUES(4,4,1,'The bus has not come for two weeks and nobody rings us back.','open',NULL);
INSERT INTO "point" VALUES(5,5,1,'The bus has not come for two weeks and nobody rings us back.','open',NULL);
INSERT INTO "point" VALUES(6,6,1,'The bus has not come for two weeks and nobody rings us back.','open',NULL);
INSERT INTO "point" VALUES(7,7,1,'I want to kill myself.','open',NULL);
INSERT INTO "point" VALUES(8,8,1,'The bus has not come for two weeks and nobody rings us back.','open',NULL);
CREATE TABLE portal_session (
	id INTEGER NOT NULL, 
	id_hash VARCHAR NOT NULL, 
	staff_id INTEGER, 
	membership_id INTEGER, 
	submission_id INTEGER, 
	supporter BOOLEAN NOT NULL, 
	epoch INTEGER NOT NULL, 
	held JSON NOT NULL, 
	began_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_portal_session PRIMARY KEY (id), 
	CONSTRAINT fk_portal_session_membership_id_membership FOREIGN KEY(membership_id) REFERENCES membership (id), 
	CONSTRAINT fk_portal_session_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_portal_session_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_portal_session_id_hash UNIQUE (id_hash)
);
CREATE TABLE referral (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	partner_id INTEGER NOT NULL, 
	part VARCHAR(40) NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	open BOOLEAN NOT NULL, 
	decision_id INTEGER NOT NULL, 
	assigned_staff_id INTEGER, 
	placed_at DATETIME NOT NULL, 
	accepted_at DATETIME, 
	answered_at DATETIME, 
	ended_at DATETIME, 
	ended_because TEXT, 
	due_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_referral PRIMARY KEY (id), 
	CONSTRAINT fk_referral_assigned_staff_id_staff FOREIGN KEY(assigned_staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_referral_decision_id_route_decision FOREIGN KEY(decision_id) REFERENCES route_decision (id), 
	CONSTRAINT fk_referral_partner_id_partner FOREIGN KEY(partner_id) REFERENCES partner (id), 
	CONSTRAINT fk_referral_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_referral_submission_id_number UNIQUE (submission_id, number), 
	CONSTRAINT ck_referral_referralpart CHECK (part IN ('lead', 'contributing')), 
	CONSTRAINT ck_referral_referralstatus CHECK (status IN ('placed', 'accepted', 'returned', 'answered', 'transfer_requested', 'transferred', 'done'))
);
INSERT INTO "referral" VALUES(1,1,1,3,'lead','returned',0,1,NULL,'2026-11-24 21:40:00.000000',NULL,NULL,'2026-11-26 00:00:00.000000','not accepted in time',NULL,4);
INSERT INTO "referral" VALUES(2,2,1,3,'lead','accepted',1,2,NULL,'2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',NULL,NULL,NULL,'2026-11-27 00:00:00.000000',4);
INSERT INTO "referral" VALUES(3,3,1,3,'lead','accepted',1,4,NULL,'2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000',NULL,NULL,NULL,'2026-12-22 00:00:00.000000',6);
INSERT INTO "referral" VALUES(4,4,1,3,'lead','answered',1,6,NULL,'2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','2026-11-25 09:40:00.000000',NULL,NULL,'2026-12-23 00:00:00.000000',7);
INSERT INTO "referral" VALUES(5,5,1,3,'lead','answered',1,8,NULL,'2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','2026-11-25 09:40:00.000000',NULL,NULL,'2026-12-23 00:00:00.000000',7);
INSERT INTO "referral" VALUES(6,6,1,3,'lead','done',0,10,NULL,'2026-11-24 21:40:00.000000','2026-11-24 21:40:00.000000','2026-11-25 09:40:00.000000','2026-12-10 00:00:00.000000',NULL,NULL,9);
INSERT INTO "referral" VALUES(7,8,1,3,'lead','placed',1,13,NULL,'2026-12-11 09:00:00.000000',NULL,NULL,NULL,NULL,'2026-12-15 00:00:00.000000',2);
CREATE TABLE route_decision (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	lead_key VARCHAR NOT NULL, 
	also_keys JSON NOT NULL, 
	certain BOOLEAN NOT NULL, 
	because TEXT NOT NULL, 
	rule_id INTEGER, 
	staff_id INTEGER, 
	decided_at DATETIME NOT NULL, 
	CONSTRAINT pk_route_decision PRIMARY KEY (id), 
	CONSTRAINT fk_route_decision_rule_id_routing_rule FOREIGN KEY(rule_id) REFERENCES routing_rule (id), 
	CONSTRAINT fk_route_decision_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_route_decision_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT ck_route_decision_routesource CHECK (source IN ('rule', 'person'))
);
INSERT INTO "route_decision" VALUES(1,1,'rule','scc_transport','["scc_send"]',1,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(2,2,'rule','scc_transport','["scc_send"]',1,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(3,2,'person','scc_transport','[]',1,'accepted',NULL,2,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(4,3,'rule','scc_transport','["scc_send"]',1,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(5,3,'person','scc_transport','[]',1,'accepted',NULL,3,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(6,4,'rule','scc_transport','["scc_send"]',1,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(7,4,'person','scc_transport','[]',1,'accepted',NULL,4,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(8,5,'rule','scc_transport','["scc_send"]',1,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(9,5,'person','scc_transport','[]',1,'accepted',NULL,5,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(10,6,'rule','scc_transport','["scc_send"]',1,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(11,6,'person','scc_transport','[]',1,'accepted',NULL,6,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(12,7,'rule','scc_transport','["scc_send"]',0,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "route_decision" VALUES(13,8,'rule','scc_transport','["scc_send"]',1,'This is about travel to school or college. The postcode IP1 is in Suffolk. The council runs this, not the school.',11,NULL,'2026-12-11 09:00:00.000000');
CREATE TABLE routing_rule (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	"match" JSON NOT NULL, 
	lead_key VARCHAR NOT NULL, 
	also_keys JSON NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_routing_rule PRIMARY KEY (id), 
	CONSTRAINT fk_routing_rule_version_id_partnership_version FOREIGN KEY(version_id) REFERENCES partnership_version (id), 
	CONSTRAINT uq_routing_rule_version_id_rank UNIQUE (version_id, rank)
);
INSERT INTO "routing_rule" VALUES(1,1,10,'{"age_from": 26, "home": []}','triage','[]','{age} The SEND teams help people up to 25, so a person will find out who can help.');
INSERT INTO "routing_rule" VALUES(2,1,20,'{"needs": ["other"], "home": []}','triage','[]','You chose something else, so a person will read it and find the right team.');
INSERT INTO "routing_rule" VALUES(3,1,30,'{"needs": ["school_support"], "home": []}','school','["scc_inclusion"]','This is about help in school. The school must help first, wherever you live.');
INSERT INTO "routing_rule" VALUES(4,1,100,'{"home": ["always_ask"]}','triage','[]','{home} A person will ask you which council you pay council tax to.');
INSERT INTO "routing_rule" VALUES(5,1,110,'{"needs": ["ehc_assessment", "ehc_plan", "annual_review", "send_transport", "short_breaks", "social_care"], "home": ["border"]}','triage','[]','This is for the council where you live. {home} A person will ask you which council you pay council tax to.');
INSERT INTO "routing_rule" VALUES(6,1,120,'{"needs": ["ehc_assessment", "ehc_plan", "annual_review", "send_transport", "short_breaks", "social_care"], "home": ["unlisted"]}','triage','[]','This is for the council where you live. {home} A person will ask you which council you pay council tax to.');
INSERT INTO "routing_rule" VALUES(7,1,130,'{"needs": ["social_care"], "age_from": 18, "home": []}','triage','["scc_social_care"]','This is about social care. {age} From 18 a different team may help, so a person will find out.');
INSERT INTO "routing_rule" VALUES(8,1,200,'{"needs": ["ehc_assessment"], "home": []}','scc_send','["school"]','This is about an EHC needs assessment. {home} The council''s SEND team decides about these.');
INSERT INTO "routing_rule" VALUES(9,1,210,'{"needs": ["ehc_plan"], "home": []}','scc_send','["school"]','This is about an EHC plan. {home} The council must make sure that the help in the plan is given.');
INSERT INTO "routing_rule" VALUES(10,1,220,'{"needs": ["annual_review"], "home": []}','scc_send','["school"]','This is about the yearly review of a plan. {home} The council''s SEND team runs these with the school.');
INSERT INTO "routing_rule" VALUES(11,1,230,'{"needs": ["send_transport"], "home": []}','scc_transport','["scc_send"]','This is about travel to school or college. {home} The council runs this, not the school.');
INSERT INTO "routing_rule" VALUES(12,1,240,'{"needs": ["short_breaks"], "home": []}','scc_social_care','[]','This is about short breaks. {home} The council''s social care team looks after them.');
INSERT INTO "routing_rule" VALUES(13,1,250,'{"needs": ["social_care"], "home": []}','scc_social_care','[]','This is about social care. {home} The council''s social care team for children looks after it.');
INSERT INTO "routing_rule" VALUES(14,1,300,'{"needs": ["hospital"], "acute_trust": "esneft", "home": []}','esneft','[]','This is about hospital care. {home} Ipswich Hospital is the hospital for that postcode.');
INSERT INTO "routing_rule" VALUES(15,1,301,'{"needs": ["hospital"], "acute_trust": "wsft", "home": []}','wsft','[]','This is about hospital care. {home} West Suffolk Hospital in Bury is the hospital for that postcode.');
INSERT INTO "routing_rule" VALUES(16,1,302,'{"needs": ["hospital"], "acute_trust": "jpuh", "home": []}','jpuh','[]','This is about hospital care. {home} James Paget Hospital is the hospital for that postcode.');
INSERT INTO "routing_rule" VALUES(17,1,309,'{"needs": ["hospital"], "home": []}','triage','[]','This is about hospital care. {home} We cannot tell which hospital it is, so a person will ask you.');
INSERT INTO "routing_rule" VALUES(18,1,310,'{"needs": ["autism_assessment", "adhd_assessment", "mental_health", "speech_language", "occupational_therapy", "physiotherapy", "community_paediatrics", "health_commissioning"], "health_area": "unknown", "home": []}','triage','[]','This is about health, so it goes by where your doctor''s surgery is. {where} A person will ask you.');
INSERT INTO "routing_rule" VALUES(19,1,400,'{"needs": ["autism_assessment"], "health_area": "waveney", "home": []}','triage','["nw_icb"]','This is about an autism assessment. {where} We have not checked who does these there, so a person will.');
INSERT INTO "routing_rule" VALUES(20,1,410,'{"needs": ["autism_assessment"], "age_unknown": true, "home": []}','triage','["nsft", "wsft"]','This is about an autism assessment. {age} One team sees children under 11 and another sees 11 to 18, so a person will ask.');
INSERT INTO "routing_rule" VALUES(21,1,420,'{"needs": ["autism_assessment"], "age_to": 10, "health_area": "suffolk_east_west", "home": []}','wsft','[]','This is about an autism assessment. {age} {where} There, West Suffolk NHS sees children under 11.');
INSERT INTO "routing_rule" VALUES(22,1,430,'{"needs": ["autism_assessment"], "age_from": 11, "age_to": 18, "health_area": "suffolk_east_west", "home": []}','nsft','[]','This is about an autism assessment. {age} {where} There, Norfolk and Suffolk mental health NHS sees people from 11 to 18.');
INSERT INTO "routing_rule" VALUES(23,1,440,'{"needs": ["autism_assessment"], "home": []}','triage','["snee_icb"]','This is about an autism assessment. {age} The children''s teams stop at 18, so a person will find out who can help.');
INSERT INTO "routing_rule" VALUES(24,1,500,'{"needs": ["adhd_assessment"], "health_area": "waveney", "home": []}','triage','["nw_icb"]','This is about an ADHD assessment. {where} We have not checked who does these there, so a person will.');
INSERT INTO "routing_rule" VALUES(25,1,510,'{"needs": ["adhd_assessment"], "age_from": 18, "home": []}','triage','["snee_icb"]','This is about an ADHD assessment. {age} The children''s team stops at 18, so a person will find out who can help.');
INSERT INTO "routing_rule" VALUES(26,1,520,'{"needs": ["adhd_assessment"], "health_area": "suffolk_east_west", "home": []}','nsft','[]','This is about an ADHD assessment. {age} {where} There, Norfolk and Suffolk mental health NHS sees people under 18.');
INSERT INTO "routing_rule" VALUES(27,1,600,'{"needs": ["mental_health"], "home": []}','nsft','[]','This is about mental health. {where} Norfolk and Suffolk mental health NHS helps there.');
INSERT INTO "routing_rule" VALUES(28,1,700,'{"needs": ["speech_language", "occupational_therapy", "physiotherapy", "community_paediatrics"], "age_from": 18, "home": []}','triage','[]','{age} The children''s health teams stop at 18, so a person will find out who can help.');
INSERT INTO "routing_rule" VALUES(29,1,710,'{"needs": ["speech_language"], "health_area": "waveney", "home": []}','triage','["nw_icb"]','This is about speech and language. {where} We have not checked who helps there, so a person will.');
INSERT INTO "routing_rule" VALUES(30,1,720,'{"needs": ["speech_language", "occupational_therapy", "physiotherapy", "community_paediatrics"], "health_area": "suffolk_east_west", "home": []}','wsft','[]','This is about children''s health. {age} {where} There, West Suffolk NHS runs the children''s health teams, in Ipswich too.');
INSERT INTO "routing_rule" VALUES(31,1,730,'{"needs": ["occupational_therapy", "physiotherapy", "community_paediatrics"], "health_area": "waveney", "home": []}','jpuh','[]','This is about children''s health. {age} {where} There, James Paget Hospital runs the children''s health teams.');
INSERT INTO "routing_rule" VALUES(32,1,800,'{"needs": ["health_commissioning"], "health_area": "suffolk_east_west", "home": []}','snee_icb','[]','This is about health help that is missing or slow. {where} NHS Suffolk and North East Essex plans and pays for it there.');
INSERT INTO "routing_rule" VALUES(33,1,810,'{"needs": ["health_commissioning"], "health_area": "waveney", "home": []}','nw_icb','[]','This is about health help that is missing or slow. {where} NHS Norfolk and Waveney plans and pays for it there.');
INSERT INTO "routing_rule" VALUES(34,1,9000,'{"home": []}','triage','[]','We cannot tell which team it is for, so a person will read it and find out.');
CREATE TABLE safeguarding_item (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	rules JSON NOT NULL, 
	own_words_of_child BOOLEAN NOT NULL, 
	raised_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	part_may_go_on BOOLEAN NOT NULL, 
	CONSTRAINT pk_safeguarding_item PRIMARY KEY (id), 
	CONSTRAINT fk_safeguarding_item_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT ck_safeguarding_item_flagsource CHECK (source IN ('machine', 'author', 'staff')), 
	CONSTRAINT ck_safeguarding_item_safeguardingstatus CHECK (status IN ('open', 'released', 'confirmed'))
);
INSERT INTO "safeguarding_item" VALUES(1,7,'machine','[{"rule": "self_harm", "words": "kill myself"}]',0,'2026-11-24 21:40:00.000000','2026-11-25 11:00:00.000000','open',0);
CREATE TABLE safeguarding_step (
	id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	words TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_safeguarding_step PRIMARY KEY (id), 
	CONSTRAINT fk_safeguarding_step_item_id_safeguarding_item FOREIGN KEY(item_id) REFERENCES safeguarding_item (id), 
	CONSTRAINT fk_safeguarding_step_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE sealed_contact (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	sealed BLOB NOT NULL, 
	erase_on DATE, 
	sealed_at DATETIME NOT NULL, 
	CONSTRAINT pk_sealed_contact PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_contact_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_sealed_contact_submission_id UNIQUE (submission_id)
);
INSERT INTO "sealed_contact" VALUES(1,2,X'366534366365626665636265003159BA1AEC96FD874342F8A838981F09A2E74426362371DE9DFE6C8B21D76830B7699D7D852A2F991925CE81EC05D6',NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "sealed_contact" VALUES(2,3,X'36653436636562666563626500BFB2ECB483BD2ED4A83C8B07BBAE1A42C982F9AD60E14A61CF2BC150BA3E0A9BF9CE135EA0E04D2E2462A0932419',NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "sealed_contact" VALUES(3,4,X'3665343663656266656362650097D505CE1BEB1739805918BA2748F38D7F7D1E843D01B8F7A293F27C968F202A99DE2D44E2A7ADAE38394D2FA075A10B',NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "sealed_contact" VALUES(4,5,X'3665343663656266656362650018A7FC8FA04945EF6BBA48234E62DEFF9E9CD3F0D646EFD238ECFB558E3B39FF5ABA2E0EE31259BD807F80F375C05AC4',NULL,'2026-11-24 21:40:00.000000');
INSERT INTO "sealed_contact" VALUES(5,6,X'36653436636562666563626500F8D06C2FF803C9CC0994BD9E300E7D6F6D5EB992F780C6F7D2078BB9B4A757375B04526936E54BDBA9CF9F072F9E',NULL,'2026-11-24 21:40:00.000000');
CREATE TABLE sealed_identity (
	id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	sealed BLOB NOT NULL, 
	hidden_from_services BOOLEAN NOT NULL, 
	sealed_at DATETIME NOT NULL, 
	CONSTRAINT pk_sealed_identity PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_identity_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_sealed_identity_submission_id UNIQUE (submission_id)
);
CREATE TABLE service_level (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	subject VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	submission_kind VARCHAR(40), 
	partner_key VARCHAR, 
	amount INTEGER NOT NULL, 
	unit VARCHAR(40) NOT NULL, 
	effective_from DATE NOT NULL, 
	reason TEXT NOT NULL, 
	agreed BOOLEAN NOT NULL, 
	CONSTRAINT pk_service_level PRIMARY KEY (id), 
	CONSTRAINT fk_service_level_version_id_partnership_version FOREIGN KEY(version_id) REFERENCES partnership_version (id), 
	CONSTRAINT ck_service_level_subject CHECK (subject IN ('family', 'partner', 'triage')), 
	CONSTRAINT ck_service_level_clockkind CHECK (kind IN ('acknowledge', 'triage', 'respond', 'resolve', 'keep_informed', 'tell_what_changed', 'accept', 'place')), 
	CONSTRAINT ck_service_level_submissionkind CHECK (submission_kind IN ('view', 'concern')), 
	CONSTRAINT ck_service_level_unit CHECK (unit IN ('working_day', 'working_hour', 'calendar_day', 'week', 'month'))
);
INSERT INTO "service_level" VALUES(1,1,2,'family','acknowledge','concern',NULL,2,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(2,1,2,'family','triage','concern',NULL,5,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(3,1,2,'family','respond','concern',NULL,10,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(4,1,2,'family','resolve','concern',NULL,20,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(5,1,2,'family','keep_informed','concern',NULL,10,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(6,1,2,'family','tell_what_changed','concern',NULL,60,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(7,1,2,'partner','accept','concern',NULL,1,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(8,1,2,'partner','respond','concern',NULL,8,'working_day','2025-01-01','the partnership''s own promise',0);
INSERT INTO "service_level" VALUES(9,1,2,'triage','place','concern',NULL,2,'working_day','2025-01-01','the partnership''s own promise',0);
CREATE TABLE snapshot (
	id INTEGER NOT NULL, 
	period VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	frozen_at DATETIME NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	tables JSON NOT NULL, 
	CONSTRAINT pk_snapshot PRIMARY KEY (id), 
	CONSTRAINT uq_snapshot_period_version UNIQUE (period, version)
);
CREATE TABLE snapshot_count (
	id INTEGER NOT NULL, 
	snapshot_id INTEGER NOT NULL, 
	table_key VARCHAR NOT NULL, 
	row_key VARCHAR NOT NULL, 
	column_key VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_snapshot_count PRIMARY KEY (id), 
	CONSTRAINT fk_snapshot_count_snapshot_id_snapshot FOREIGN KEY(snapshot_id) REFERENCES snapshot (id), 
	CONSTRAINT uq_snapshot_count_snapshot_id_table_key_row_key_column_key UNIQUE (snapshot_id, table_key, row_key, column_key)
);
CREATE TABLE staff (
	id INTEGER NOT NULL, 
	email VARCHAR NOT NULL, 
	password VARCHAR, 
	active BOOLEAN NOT NULL, 
	fs_uniquifier VARCHAR NOT NULL, 
	display_name VARCHAR NOT NULL, 
	epoch INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	tf_primary_method VARCHAR, 
	tf_totp_secret VARCHAR, 
	mf_recovery_codes JSON, 
	CONSTRAINT pk_staff PRIMARY KEY (id), 
	CONSTRAINT uq_staff_email UNIQUE (email), 
	CONSTRAINT uq_staff_fs_uniquifier UNIQUE (fs_uniquifier)
);
INSERT INTO "staff" VALUES(1,'sam.2d66b0d1@example.org',NULL,1,'8af406da5cca044411fe9eb31fcb91ec','Sam',0,'2026-11-24 21:40:00.000000',NULL,NULL,NULL);
INSERT INTO "staff" VALUES(2,'sam.c472dad8@example.org',NULL,1,'f5676f2fa405a0439ef096537f0c5dcc','Sam',0,'2026-11-24 21:40:00.000000',NULL,NULL,NULL);
INSERT INTO "staff" VALUES(3,'sam.8cfb8cbb@example.org',NULL,1,'569f7f98ff8fdbf6c0fc13e3b6f3b532','Sam',0,'2026-11-24 21:40:00.000000',NULL,NULL,NULL);
INSERT INTO "staff" VALUES(4,'sam.1a81f1ec@example.org',NULL,1,'654018f676346b3fe8c59bac103ef8f8','Sam',0,'2026-11-24 21:40:00.000000',NULL,NULL,NULL);
INSERT INTO "staff" VALUES(5,'sam.a9499a86@example.org',NULL,1,'d64635a15de8b8c9ac4762a9263e8ea6','Sam',0,'2026-11-24 21:40:00.000000',NULL,NULL,NULL);
INSERT INTO "staff" VALUES(6,'sam.76c5a33b@example.org',NULL,1,'6d81f52aa16bc3f1d9df426d07289a7e','Sam',0,'2026-11-24 21:40:00.000000',NULL,NULL,NULL);
CREATE TABLE submission (
	id INTEGER NOT NULL, 
	reference VARCHAR NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	idempotency_hash VARCHAR NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	author_kind VARCHAR(40) NOT NULL, 
	channel VARCHAR(40) NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	language VARCHAR NOT NULL, 
	words TEXT NOT NULL, 
	wanted TEXT, 
	danger VARCHAR(40) NOT NULL, 
	needs JSON NOT NULL, 
	age INTEGER, 
	postcode_district VARCHAR, 
	gp_area VARCHAR, 
	decision_letter_on DATE, 
	must_not_see TEXT, 
	young_person_knows BOOLEAN, 
	access_needs TEXT, 
	school_name VARCHAR, 
	held BOOLEAN NOT NULL, 
	restricted BOOLEAN NOT NULL, 
	identity_check VARCHAR(40) NOT NULL, 
	received_at DATETIME NOT NULL, 
	received_on DATE NOT NULL, 
	quarter VARCHAR NOT NULL, 
	due_at DATETIME, 
	closed_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_submission PRIMARY KEY (id), 
	CONSTRAINT uq_submission_idempotency_hash UNIQUE (idempotency_hash), 
	CONSTRAINT uq_submission_reference UNIQUE (reference), 
	CONSTRAINT ck_submission_submissionkind CHECK (kind IN ('view', 'concern')), 
	CONSTRAINT ck_submission_authorkind CHECK (author_kind IN ('parent_or_carer', 'young_person', 'helper', 'professional')), 
	CONSTRAINT ck_submission_channel CHECK (channel IN ('portal', 'staff')), 
	CONSTRAINT ck_submission_submissionstatus CHECK (status IN ('received', 'in_triage', 'with_partner', 'counted', 'answered', 'resolution_proposed', 'resolved', 'disputed', 'closed_by_silence', 'reopened')), 
	CONSTRAINT ck_submission_danger CHECK (danger IN ('yes', 'no', 'not_sure')), 
	CONSTRAINT ck_submission_identitycheck CHECK (identity_check IN ('not_checked', 'checked'))
);
INSERT INTO "submission" VALUES(1,'8TT8HTF1B','$argon2id$v=19$m=8,t=1,p=1$5YboP7f2mEZ8L7mK2GqThg$6n5W9Fp3MtGDkz+cETlfifBUZx7xlMLsTnHcdiCtqaI','60826b8b57f0d0065bb41cb00faefbee5841f7c1912a884c9232a558844105f4','concern','parent_or_carer','portal','in_triage','en','The bus has not come for two weeks and nobody rings us back.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,0,'not_checked','2026-11-24 21:40:00.000000','2026-11-24','2026-Q4','2026-11-27 00:00:00.000000',NULL,4);
INSERT INTO "submission" VALUES(2,'Q428XE7ZX','$argon2id$v=19$m=8,t=1,p=1$NXipPOB8bPF44vEocqWHdQ$V9Ta1K6L7N+3baZ58xXRUS6qxRPUWSk1l/+d0OwyQzw','5617810f387995084b6fd168ddcd9588b3cf670143bb21003841ccdd5f845847','concern','parent_or_carer','portal','with_partner','en','The bus has not come for two weeks and nobody rings us back.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,0,'not_checked','2026-11-24 21:40:00.000000','2026-11-24','2026-Q4','2026-11-27 00:00:00.000000',NULL,3);
INSERT INTO "submission" VALUES(3,'TKJZYV42D','$argon2id$v=19$m=8,t=1,p=1$Rja5aH1Ok606FlpwgEgHAw$LiSOThx8qaxcOkvFfhhg7Pvh42qdqu6Id+lI7yutChU','bf4a557eb959a5f45a2a6c8c7a25eabf2a683e98ecf1114fd2e1c679a4111588','concern','parent_or_carer','portal','with_partner','en','The bus has not come for two weeks and nobody rings us back.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,0,'not_checked','2026-11-24 21:40:00.000000','2026-11-24','2026-Q4','2026-12-24 00:00:00.000000',NULL,6);
INSERT INTO "submission" VALUES(4,'Q7894ZY18','$argon2id$v=19$m=8,t=1,p=1$vuA5FKjYZ/VPh2ODdJpmCA$alVvunh4UK9yRuKGzqn7bZeXVRL15Hnup8x8mQtr62M','139012bf6393c46bca233fe8c4f4838272b4d1a633a73be99fbc4bff07016bdb','concern','parent_or_carer','portal','answered','en','The bus has not come for two weeks and nobody rings us back.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,0,'not_checked','2026-11-24 21:40:00.000000','2026-11-24','2026-Q4','2026-12-23 00:00:00.000000',NULL,6);
INSERT INTO "submission" VALUES(5,'VFZSQ0JW6','$argon2id$v=19$m=8,t=1,p=1$Vy/1yD29J2BXHToajbla2Q$nbJnnwRUFory/S8ebwoBjyT4G/sFWa0sbPvXeKoToSo','a890bd1f412bd5ca6db30f9d99b75285f1b3fcbbcabb6e347e4f04f5d78e9538','concern','parent_or_carer','portal','resolution_proposed','en','The bus has not come for two weeks and nobody rings us back.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,0,'not_checked','2026-11-24 21:40:00.000000','2026-11-24','2026-Q4','2026-12-23 00:00:00.000000',NULL,7);
INSERT INTO "submission" VALUES(6,'PBHM22ZKG','$argon2id$v=19$m=8,t=1,p=1$Eps6YXYdDl8ygh17z9VO2g$1/zvOFFUD7AUVYUx0kIWT7WoLkwI8t2pNxQucAChH0w','dd8943e2d903f0cce8322986909d1b3a6f134139f0fca7e646d7365a8619f79a','concern','parent_or_carer','portal','closed_by_silence','en','The bus has not come for two weeks and nobody rings us back.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,0,'not_checked','2026-11-24 21:40:00.000000','2026-11-24','2026-Q4',NULL,'2026-12-10 00:00:00.000000',9);
INSERT INTO "submission" VALUES(7,'1GJ1EGV19','$argon2id$v=19$m=8,t=1,p=1$9Ju67oPErCetR5tHQEDi4Q$C+IkScBKwHHNGlfMz2sC3xe8yVN86OpDh98zNVYAEuk','c2f7877825f58439616d978e9fbc85a7ab4e50fbe5c510054a2a31f4477ee68f','concern','parent_or_carer','portal','in_triage','en','I want to kill myself.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,1,'not_checked','2026-11-24 21:40:00.000000','2026-11-24','2026-Q4','2026-11-27 00:00:00.000000',NULL,4);
INSERT INTO "submission" VALUES(8,'5YQBYA7ZV','$argon2id$v=19$m=8,t=1,p=1$jcdJKmXtlNPkupELjBeM/A$AO8McFPKYR2/Y8DdTcTWz9lzXFmgwcdIRJWUqBMDJs4','4f05962d16a2439c0807031891ee77423e9f84c6ba25fdd707c60bee3de661fa','concern','parent_or_carer','portal','with_partner','en','The bus has not come for two weeks and nobody rings us back.',NULL,'no','["send_transport"]',9,'IP1',NULL,NULL,NULL,NULL,NULL,NULL,0,0,'not_checked','2026-12-11 09:00:00.000000','2026-12-11','2026-Q4','2026-12-16 00:00:00.000000',NULL,3);
CREATE TABLE theme_decision (
	id INTEGER NOT NULL, 
	submission_id INTEGER, 
	comment_id INTEGER, 
	reading_id INTEGER, 
	stance VARCHAR, 
	staff_id INTEGER NOT NULL, 
	decided_at DATETIME NOT NULL, 
	CONSTRAINT pk_theme_decision PRIMARY KEY (id), 
	CONSTRAINT ck_theme_decision_one_text CHECK ((submission_id IS NULL) <> (comment_id IS NULL)), 
	CONSTRAINT fk_theme_decision_comment_id_comment FOREIGN KEY(comment_id) REFERENCES comment (id), 
	CONSTRAINT fk_theme_decision_reading_id_theme_reading FOREIGN KEY(reading_id) REFERENCES theme_reading (id), 
	CONSTRAINT fk_theme_decision_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_theme_decision_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id)
);
CREATE TABLE theme_reading (
	id INTEGER NOT NULL, 
	submission_id INTEGER, 
	comment_id INTEGER, 
	stance VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	unsure BOOLEAN NOT NULL, 
	model_version VARCHAR NOT NULL, 
	read_at DATETIME NOT NULL, 
	CONSTRAINT pk_theme_reading PRIMARY KEY (id), 
	CONSTRAINT ck_theme_reading_one_text CHECK ((submission_id IS NULL) <> (comment_id IS NULL)), 
	CONSTRAINT fk_theme_reading_comment_id_comment FOREIGN KEY(comment_id) REFERENCES comment (id), 
	CONSTRAINT fk_theme_reading_submission_id_submission FOREIGN KEY(submission_id) REFERENCES submission (id)
);
CREATE TABLE theme_suggestion (
	id INTEGER NOT NULL, 
	reading_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	theme VARCHAR NOT NULL, 
	band VARCHAR NOT NULL, 
	words JSON NOT NULL, 
	CONSTRAINT pk_theme_suggestion PRIMARY KEY (id), 
	CONSTRAINT fk_theme_suggestion_reading_id_theme_reading FOREIGN KEY(reading_id) REFERENCES theme_reading (id)
);
CREATE INDEX ix_code_attempt_bucket ON code_attempt (bucket, at);
CREATE INDEX ix_comment_quarter ON comment (quarter);
CREATE INDEX ix_draft_expires ON draft (expires_at);
CREATE INDEX ix_submission_quarter ON submission (quarter);
CREATE INDEX ix_submission_triage ON submission (status, restricted, due_at, id);
CREATE INDEX ix_closed_day_version_id ON closed_day (version_id);
CREATE INDEX ix_consent_submission_id ON consent (submission_id);
CREATE INDEX ix_due_work_due ON due_work (done_at, next_attempt_at, id);
CREATE INDEX ix_formal_route_submission_id ON formal_route (submission_id);
CREATE INDEX ix_help_contact_version_id ON help_contact (version_id);
CREATE INDEX ix_need_version_id ON need (version_id);
CREATE INDEX ix_note_submission_id ON note (submission_id);
CREATE INDEX ix_outgoing_letter_due ON outgoing_letter (sent_at, next_attempt_at, id);
CREATE INDEX ix_partner_contact_partner_id ON partner_contact (partner_id);
CREATE INDEX ix_place_district_version_id ON place_district (version_id);
CREATE INDEX ix_routing_rule_version_id ON routing_rule (version_id);
CREATE INDEX ix_safeguarding_item_queue ON safeguarding_item (status, due_at, id);
CREATE INDEX ix_safeguarding_item_submission_id ON safeguarding_item (submission_id);
CREATE INDEX ix_service_level_version_id ON service_level (version_id);
CREATE INDEX ix_theme_reading_comment_id ON theme_reading (comment_id);
CREATE INDEX ix_theme_reading_submission_id ON theme_reading (submission_id);
CREATE INDEX ix_portal_session_expires ON portal_session (expires_at);
CREATE INDEX ix_route_decision_submission_id ON route_decision (submission_id);
CREATE INDEX ix_safeguarding_step_item_id ON safeguarding_step (item_id);
CREATE INDEX ix_theme_decision_comment_id ON theme_decision (comment_id);
CREATE INDEX ix_theme_decision_submission_id ON theme_decision (submission_id);
CREATE INDEX ix_theme_suggestion_reading_id ON theme_suggestion (reading_id);
CREATE INDEX ix_decided_theme_decision_id ON decided_theme (decision_id);
CREATE INDEX ix_referral_inbox ON referral (partner_id, open, due_at, id);
CREATE INDEX ix_audit_event_submission ON audit_event (submission_id, id);
CREATE INDEX ix_clock_quarter ON clock (quarter);
CREATE INDEX ix_clock_referral_id ON clock (referral_id);
CREATE INDEX ix_message_submission_id ON message (submission_id);
CREATE INDEX ix_clock_milestone_due ON clock_milestone (crosses_at, id) WHERE recorded_at IS NULL AND void IS 0;
COMMIT;
