package shop.handover.sandbox.machine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.testcontainers.DockerClientFactory;

/// Whether Docker answers. It is asked once per JVM, and the answer is logged with what follows from it.
public final class Docker {

    private static final String KEY = "handover.sandbox.docker";
    private static final Logger LOG = System.getLogger(Docker.class.getName());

    private Docker() {}

    /// True where Testcontainers can start containers. `-Dhandover.sandbox.docker=false` forbids asking.
    public static boolean answers() {
        return Boolean.parseBoolean(OncePerJvm.value(KEY, Docker::ask));
    }

    private static String ask() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        LOG.log(
                Level.INFO,
                answers
                        ? "Docker answers: Kafka and PostgreSQL run in containers"
                        : "Docker does not answer: Kafka and PostgreSQL run embedded");
        return String.valueOf(answers);
    }
}
