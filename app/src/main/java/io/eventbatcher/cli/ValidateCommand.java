package io.eventbatcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.source.Configuration;
import io.eventbatcher.service.Check;
import io.eventbatcher.service.Validation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks configuration, broker, registry and HubSpot before the service runs. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the configuration, then reaches for the broker, the topics, the registry and HubSpot, and says of each what it"
                    + " found and what to do. Changes nothing and sends no event.",
            "The exit status is 0 when all is well, 1 when something is not, 2 when the configuration itself is wrong."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--offline", description = "Checks the configuration only.")
    private boolean offline;

    @Option(names = "--json", description = "Prints a JSON object instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>();
        try {
            Configuration read = configuration.configuration();
            long given = read.rows().stream()
                    .filter(row -> !row.source().equals("default"))
                    .count();
            checks.add(new Check(true, "configuration", given + " values given, the others are defaults"));
            if (!offline) {
                checks.addAll(Validation.run(read.settings()));
            }
        } catch (ConfigurationException wrong) {
            wrong.findings().forEach(finding -> checks.add(new Check(false, "configuration", finding)));
            print(checks);
            return ExitCode.USAGE;
        }
        print(checks);
        return checks.stream().allMatch(Check::good) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(List<Check> checks) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(checks));
            out.flush();
        } else {
            Columns lines = new Columns();
            checks.forEach(check -> lines.add(check.good() ? "ok" : "FAILED", check.what(), check.detail()));
            lines.print(out);
        }
    }

    private static String json(List<Check> checks) {
        ObjectNode all = new ObjectMapper().createObjectNode();
        all.put("ok", checks.stream().allMatch(Check::good));
        ArrayNode array = all.putArray("checks");
        checks.forEach(check -> array.addObject()
                .put("ok", check.good())
                .put("what", check.what())
                .put("detail", check.detail()));
        return JsonText.of(all);
    }
}
