package io.eventbatcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.config.source.Configuration.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the effective configuration. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description =
                "Prints every key with the value in effect and where it is from: a default, a line of the file or an environment"
                        + " variable. Secrets are masked.")
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--json", description = "Prints a JSON array instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<Row> rows = configuration.configuration().rows();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(rows));
            out.flush();
        } else {
            Columns table = new Columns();
            table.add("KEY", "VALUE", "FROM");
            rows.forEach(row -> table.add(row.key(), row.value(), row.source()));
            table.print(out);
        }
        return 0;
    }

    private static String json(List<Row> rows) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        rows.forEach(row -> array.addObject()
                .put("key", row.key())
                .put("value", row.value())
                .put("source", row.source()));
        return JsonText.of(array);
    }
}
