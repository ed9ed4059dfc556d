package shop.handover.sandbox.postgres;

import shop.handover.sandbox.machine.Docker;
import shop.handover.sandbox.machine.OncePerJvm;

/// A real PostgreSQL for tests. It can be stopped, killed and resumed on the same address with its data kept.
/// Whatever is left running ends with the JVM.
public sealed interface PostgresServer extends AutoCloseable permits EmbeddedPostgres, ContainerPostgres {

    /// The server all tests of this JVM share, started by the first who asks. A test class takes a database
    /// of its own from it; tests that stop or kill a server start one of their own.
    static PostgresServer shared() {
        String key = "handover.sandbox.postgres";
        return Docker.answers()
                ? ContainerPostgres.parse(
                        OncePerJvm.value(key, () -> ContainerPostgres.run().toString()))
                : EmbeddedPostgres.parse(
                        OncePerJvm.value(key, () -> EmbeddedPostgres.run().toString()));
    }

    /// A server of its own, ready when this returns; takes some seconds.
    static PostgresServer start() {
        return Docker.answers() ? ContainerPostgres.run() : EmbeddedPostgres.run();
    }

    /// The database every server begins with, `handover`.
    Database database();

    /// A fresh, empty database; one that had the name is thrown away, whoever is connected to it.
    ///
    /// @param name lower-case letters, digits and underscores
    default Database createDatabase(String name) {
        return Databases.createFresh(database(), name);
    }

    default String jdbcUrl() {
        return database().jdbcUrl();
    }

    default String reactiveUrl() {
        return database().reactiveUrl();
    }

    default String user() {
        return database().user();
    }

    default String password() {
        return database().password();
    }

    default String url() {
        return database().url();
    }

    /// Shuts the server down; open connections are cut. Repeating it does nothing.
    void stop();

    /// Ends the server without a goodbye; it recovers from its journal at [#resume].
    void kill();

    /// Starts the server again after [#stop] or [#kill]; ready when this returns.
    void resume();

    /// Ends the server and forgets its data.
    @Override
    void close();
}
