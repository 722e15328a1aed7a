package org.fengqiao.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.fengqiao.local.LocalKafka;
import org.fengqiao.local.LocalTopology;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Broker and database server in containers, where a Docker engine is at hand. Ports are fixed,
 * because a broker announces its address and has to keep it over a restart.
 *
 * <p>Testcontainers' own Kafka module speaks without login only; the plain image is told the same
 * as the local broker.
 */
final class ContainerInfra implements Infra {

    private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String SETTINGS = "/tmp/fengqiao.properties";

    private @Nullable GenericContainer<?> broker;
    private @Nullable PostgreSQLContainer postgres;
    private int brokerPort;

    @Override
    public synchronized String bootstrap() {
        if (broker == null) {
            brokerPort = freePort();
            String start =
                    "cd /opt/kafka/bin && ./kafka-storage.sh format --ignore-formatted --cluster-id 4L6g3nShT-eMCtK--X86sw"
                            + (" --config " + SETTINGS)
                            + " --add-scram 'SCRAM-SHA-512=[name=admin,password=admin]'"
                            + (" && exec ./kafka-server-start.sh " + SETTINGS);
            GenericContainer<?> container =
                    new GenericContainer<>(KAFKA_IMAGE)
                            .withCopyToContainer(
                                    Transferable.of(
                                            settings(brokerPort).getBytes(StandardCharsets.UTF_8)),
                                    SETTINGS)
                            .withCreateContainerCmdModifier(
                                    command -> command.withEntrypoint("bash", "-c"))
                            .withCommand(start)
                            .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
            container.setPortBindings(List.of(brokerPort + ":" + brokerPort));
            container.start();
            broker = container;
            LocalKafka.provision("localhost:" + brokerPort, LocalTopology.small());
        }
        return "localhost:" + brokerPort;
    }

    private static String settings(int port) {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@localhost:9093
        controller.listener.names=CONTROLLER
        listeners=CLIENT://0.0.0.0:%1$d,CONTROLLER://localhost:9093
        advertised.listeners=CLIENT://localhost:%1$d
        listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=CLIENT
        sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
        sasl.enabled.mechanisms=SCRAM-SHA-512
        listener.name.client.scram-sha-512.sasl.jaas.config=\
        org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="admin";
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:admin;User:ANONYMOUS
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.dirs=/tmp/fengqiao-log
        """
                .formatted(port);
    }

    @Override
    public synchronized Server postgres() {
        PostgreSQLContainer running = postgres;
        if (running == null) {
            running =
                    new PostgreSQLContainer(POSTGRES_IMAGE)
                            .withUsername("postgres")
                            .withPassword("postgres");
            running.setPortBindings(List.of(freePort() + ":5432"));
            running.setCommand("postgres", "-c", "max_connections=200");
            running.start();
            postgres = running;
        }
        return new Server(running.getHost(), running.getMappedPort(5432), "postgres", "postgres");
    }

    @Override
    public void stopBroker() {
        kill(broker);
    }

    @Override
    public void startBroker() {
        startAgain(broker);
        Awaitility.await("broker")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> LocalKafka.provision(bootstrap(), LocalTopology.small()));
    }

    @Override
    public void stopPostgres() {
        kill(postgres);
    }

    @Override
    public void startPostgres() {
        startAgain(postgres);
        Awaitility.await("database server")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> TestInfra.get().freshDatabase("probe"));
    }

    private static void kill(@Nullable GenericContainer<?> container) {
        GenericContainer<?> running = started(container);
        running.getDockerClient().killContainerCmd(running.getContainerId()).exec();
    }

    private static void startAgain(@Nullable GenericContainer<?> container) {
        GenericContainer<?> killed = started(container);
        killed.getDockerClient().startContainerCmd(killed.getContainerId()).exec();
    }

    private static GenericContainer<?> started(@Nullable GenericContainer<?> container) {
        if (container == null) {
            throw new IllegalStateException("Not started");
        }
        return container;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
