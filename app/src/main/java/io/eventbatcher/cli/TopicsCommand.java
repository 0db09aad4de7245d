package io.eventbatcher.cli;

import io.eventbatcher.config.Settings;
import io.eventbatcher.service.KafkaClients;
import io.eventbatcher.service.TopicPlan;
import io.eventbatcher.service.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates what is missing of the service's own topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description =
                "Creates the service's own topics that do not exist yet; source topics belong to their producers.")
final class TopicsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Copies of each partition; the broker's default unless given.")
    private @Nullable Short replicationFactor;

    @Override
    public Integer call() {
        Settings settings = configuration.read();
        try (Admin admin = KafkaClients.admin(settings)) {
            List<String> created =
                    Topics.createMissing(admin, TopicPlan.own(settings, Optional.ofNullable(replicationFactor)));
            created.stream().sorted().forEach(name -> say("created  " + name));
            say(created.isEmpty() ? "All topics are there." : created.size() + " topics created.");
            return 0;
        } catch (KafkaException failure) {
            throw new CommandFailedException(
                    "Kafka at " + settings.kafka().bootstrapServers() + " did not do it: " + failure.getMessage());
        }
    }

    private void say(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
        }
    }
}
