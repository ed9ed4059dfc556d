/// A PostgreSQL without an installation: in a container where Docker answers, else the real server from binaries
/// that Maven Central holds.
package shop.handover.sandbox.postgres;
