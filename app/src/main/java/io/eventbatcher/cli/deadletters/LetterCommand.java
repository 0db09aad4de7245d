package io.eventbatcher.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.letter.IllegalFilterException;
import io.eventbatcher.replay.plan.NoPlanException;
import io.eventbatcher.replay.scan.TopicRecreatedException;
import io.eventbatcher.service.KafkaErrorMessages;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The base of commands about dead letters: failures become sentences, and long reading shows its progress. */
@SuppressWarnings("NullAway.Init") // picocli sets the specification
public abstract class LetterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Prints JSON, one object a line.")
    private boolean json;

    /** Does the command's work, and returns the exit status. */
    protected abstract int run(Settings settings, ProgressLine progress);

    @Override
    public final Integer call() {
        Settings settings = configuration.readWithoutHubSpot();
        try (ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
            int status = run(settings, progress);
            out().flush();
            return status;
        } catch (IllegalFilterException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        } catch (NoPlanException unknown) {
            throw new CommandFailedException(String.valueOf(unknown.getMessage()));
        } catch (TopicRecreatedException other) {
            throw new CommandFailedException(String.valueOf(other.getMessage()));
        } catch (KafkaException failure) {
            throw new CommandFailedException(subject() + " cannot be read: "
                    + KafkaErrorMessages.explain(
                            failure, settings, Set.of(settings.topics().deadLetters()))
                    + ".");
        }
    }

    /** The thing that the command reads, for sentences about failures. */
    protected String subject() {
        return "The dead letters";
    }

    public CommandSpec spec() {
        return spec;
    }

    public boolean json() {
        return json;
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints a line, in a form fit for a terminal. */
    public void say(String line) {
        out().println(Printable.of(line));
    }

    /** Prints an object as one line. */
    public void print(JsonNode object) {
        out().println(JsonText.line(object));
    }

    public ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
