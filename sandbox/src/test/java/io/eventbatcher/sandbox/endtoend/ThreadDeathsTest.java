package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.health.Health;
import io.eventbatcher.health.Heartbeat;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A condition that kills every thread which meets it is seen, and passes when it is mended. */
@ExtendWith(SharedStack.class)
class ThreadDeathsTest {
    @Test
    void shouldNotBeWellWhileTheDeadLetterTopicTakesNoLetter(EmbeddedStack stack) throws Exception {
        // Given
        try (Pipeline pipeline = Pipeline.create(stack, "thread-deaths", Pipeline.only(Route.BEHAVIORAL))) {
            String deadLetters = pipeline.settings().topics().deadLetters();
            pipeline.start();
            mostBytes(stack, deadLetters, "200");
            byte[] poison = {9, 9, 9};
            pipeline.sources().publish(Route.BEHAVIORAL, 0, Outgoing.of(poison));
            // The threads that this test kills are the service's to replace, and no failure of the test.
            await().dontCatchUncaughtExceptions()
                    .atMost(Pipeline.PATIENCE)
                    .until(
                            () -> health(pipeline).sentence(),
                            sentence -> sentence.contains("again and again") && sentence.contains(deadLetters));
            Health whileItIsTooSmall = health(pipeline);

            // When
            mostBytes(stack, deadLetters, "4000000");
            pipeline.awaitRest();

            // Then
            assertThat(whileItIsTooSmall.good()).isFalse();
            assertThat(whileItIsTooSmall.sentence())
                    .contains(deadLetters, "RecordTooLargeException", "max.message.bytes");
            assertThat(pipeline.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value()).isEqualTo(poison));
        }
    }

    private static Health health(Pipeline pipeline) {
        return Health.read(Heartbeat.file(pipeline.settings()), InstantSource.system());
    }

    private static void mostBytes(EmbeddedStack stack, String topic, String bytes) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.broker().bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
