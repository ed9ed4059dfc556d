package shop.handover.sandbox.postgres;

import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import shop.handover.sandbox.machine.Ports;

/// PostgreSQL's official image, started by Testcontainers, which also removes it after the JVM.
record ContainerPostgres(String id, int port) implements PostgresServer {

    private static final DockerImageName IMAGE = DockerImageName.parse("postgres:18");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NAME = "handover";

    static ContainerPostgres run() {
        int port = Ports.free();
        var container = new PostgreSQLContainer(IMAGE)
                .withDatabaseName(NAME)
                .withUsername(NAME)
                .withPassword(NAME)
                // Its own minute is too short where many build at once.
                .withStartupTimeout(PATIENCE);
        // Docker would choose another port at every start, and a resumed server must be found again.
        container.setPortBindings(List.of(port + ":5432"));
        container.start();
        return new ContainerPostgres(container.getContainerId(), port);
    }

    static ContainerPostgres parse(String text) {
        String[] parts = text.split(" ", 2);
        return new ContainerPostgres(parts[1], Integer.parseInt(parts[0]));
    }

    @Override
    public String toString() {
        return port + " " + id;
    }

    @Override
    public Database database() {
        return new Database(DockerClientFactory.instance().dockerHostIpAddress(), port, NAME, NAME, NAME);
    }

    @Override
    public void stop() {
        DockerClientFactory.lazyClient().stopContainerCmd(id).exec();
    }

    @Override
    public void kill() {
        DockerClientFactory.lazyClient().killContainerCmd(id).exec();
    }

    @Override
    public void resume() {
        DockerClientFactory.lazyClient().startContainerCmd(id).exec();
        Databases.awaitServer(database());
    }

    @Override
    public void close() {
        DockerClientFactory.lazyClient().removeContainerCmd(id).withForce(true).exec();
    }
}
