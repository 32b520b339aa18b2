package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosswalk.pipeline.broker.BrokerProcess;
import io.crosswalk.pipeline.broker.Queues;
import io.crosswalk.pipeline.settings.StartRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same engine with a broker in a process of its own: by its address alone, and through the broker's death. */
class ExternalBrokerIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    private Map<String, String> settings(int brokerPort, ScriptedServer server) {
        Map<String, String> settings = TestEngine.settings(folder.resolve("engine"));
        settings.put("crosswalk.broker.url", "tcp://127.0.0.1:" + brokerPort);
        settings.put("crosswalk.destination.fhir.url", server.base().toString());
        return settings;
    }

    @Test
    void worksWithABrokerInAProcessOfItsOwnAndSurvivesItsDeath() throws Exception {
        int port = TestEngine.freePort();
        BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), port);
        try (ScriptedServer server = new ScriptedServer(0);
                TestEngine engine = TestEngine.start(settings(port, server));
                Sender sender = new Sender(engine.port)) {
            assertThat(sender.send(Samples.adt("M1", "P1"))).contains("MSA|AA|M1");
            await().atMost(SOON).until(() -> server.controlIds().contains("M1"));
            assertThat(engine.engine.broker().facts().mode()).isEqualTo("external");

            broker.kill();
            assertThat(sender.send(Samples.adt("M2", "P1")))
                    .as("not stored, and told so")
                    .contains("MSA|AE|M2");
            broker = BrokerProcess.start(folder.resolve("broker"), port);

            await().atMost(SOON)
                    .until(() -> sender.send(Samples.adt("M2", "P1")).contains("MSA|AA|M2"));
            await().atMost(SOON).until(() -> server.controlIds().contains("M2"));
            assertThat(server.controlIds()).containsExactly("M1", "M2");
            assertThat(engine.engine
                            .broker()
                            .queue(Queues.inbound("adt-from-his"))
                            .depth())
                    .isZero();
        } finally {
            broker.close();
        }
    }

    @Test
    void doesNotStartWithoutTheBroker() throws Exception {
        int nobody = TestEngine.freePort();
        try (ScriptedServer server = new ScriptedServer(0)) {
            assertThatThrownBy(() -> TestEngine.start(settings(nobody, server)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("the broker tcp://127.0.0.1:" + nobody);
        }
    }
}
