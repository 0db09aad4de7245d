package io.eventbatcher.cli;

import io.eventbatcher.config.Settings;
import io.eventbatcher.service.KafkaTrouble;
import io.eventbatcher.service.Service;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service until SIGTERM or Ctrl-C, then stops sending, settles what is in flight, and ends.",
            "The topics must exist: see 'event-batcher topics'."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Override
    public Integer call() {
        Settings settings = configuration.read();
        Service service;
        try {
            service = Service.start(settings, Clock.systemUTC());
        } catch (KafkaException unreachable) {
            throw new CommandFailedException(
                    "Kafka is not as it should be: " + KafkaTrouble.explain(unreachable, settings) + ".");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
        // Joined for as long as all is well; the shutdown hook ends the process.
        throw new CommandFailedException(service.failed().join());
    }
}
