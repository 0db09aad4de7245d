package io.eventbatcher.cli;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.Signals;
import io.eventbatcher.config.Settings;
import io.eventbatcher.log.line.ServiceLog;
import io.eventbatcher.service.KafkaErrorMessages;
import io.eventbatcher.service.Service;
import io.eventbatcher.time.Clocks;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service until SIGTERM or Ctrl-C, then stops sending, settles what is in flight, and ends with status 0 within"
                    + " shutdown-timeout. A second SIGTERM ends it at once.",
            "The topics must exist: see 'event-batcher topics'."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Override
    public Integer call() {
        Settings settings = configuration.read();
        ServiceLog.use(settings.report().logFormat());
        Signals signals = Signals.listen();
        Service service = start(settings);
        CompletableFuture<Void> stop = signals.stop();
        CompletableFuture<String> failed = service.failed();
        CompletableFuture.anyOf(stop, failed).join();
        if (stop.isDone()) {
            LOG.atInfo()
                    .addKeyValue("within", settings.upkeep().shutdownTimeout())
                    .log("Stopping: nothing more is sent, and what is in flight is waited for.");
        }
        service.close();
        if (failed.isDone() && !stop.isDone()) {
            throw new CommandFailedException(failed.join());
        }
        return ExitCode.OK;
    }

    private static Service start(Settings settings) {
        try {
            return Service.start(settings, Clocks.SYSTEM);
        } catch (KafkaException unreachable) {
            throw new CommandFailedException(
                    "Kafka is not as it should be: " + KafkaErrorMessages.explain(unreachable, settings) + ".");
        }
    }
}
