package io.eventbatcher.sandbox.cli;

import io.eventbatcher.log.Printable;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --json}, and the writers of a command. With the option, stdout belongs to one object, and all else goes to stderr. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints one JSON object on stdout, and nothing else there.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** The writer for texts to people. */
    PrintWriter people() {
        return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    void say(String text) {
        people().println(Printable.lines(text));
        people().flush();
    }

    void object(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
