-- What is looked at every few seconds must not cost more with every sale.
CREATE INDEX mail_failed ON mail (id) WHERE state = 'FAILED';
CREATE INDEX purchase_held ON purchase (id) WHERE status = 'HELD';
