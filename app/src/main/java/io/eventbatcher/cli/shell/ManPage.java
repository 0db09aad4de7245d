package io.eventbatcher.cli.shell;

import io.eventbatcher.route.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, in the language of troff with the macros man. */
final class ManPage {
    /** The end of a sentence, not the point of an abbreviation or a file name. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.:]) +(?=[A-Z])|\\.$");

    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7F]");

    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandSpec command) {
        this.command = command;
    }

    /** The name of the page: words of the command joined by hyphens. */
    String name() {
        return name(command);
    }

    String text() {
        page.setLength(0);
        String title = name().toUpperCase(Locale.ROOT);
        line(".TH " + escaped(title) + " 1 \"\" \"event-batcher " + Release.VERSION
                + "\" \"Event Batcher for HubSpot\"");
        section("NAME", List.of(name() + " - " + summary(command)));
        line(".SH SYNOPSIS");
        preformatted(List.of(
                new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0).split("\\R", -1)));
        section("DESCRIPTION", plain(command.usageMessage().description()));
        arguments();
        options();
        commands();
        section("NOTES", plain(command.usageMessage().footer()));
        related();
        return page.toString();
    }

    /** The commands below a command that its help shows, each once, whatever aliases it has. */
    static List<CommandSpec> commandsOf(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(below -> !below.usageMessage().hidden())
                .distinct()
                .toList();
    }

    private void arguments() {
        List<PositionalParamSpec> arguments = command.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .toList();
        if (!arguments.isEmpty()) {
            line(".SH ARGUMENTS");
            arguments.forEach(argument -> entry("\\fI" + escaped(argument.paramLabel()) + "\\fR", argument));
        }
    }

    private void options() {
        line(".SH OPTIONS");
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                String value = option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR";
                entry("\\fB" + escaped(String.join(", ", option.names())) + "\\fR" + value, option);
            }
        }
    }

    private void entry(String label, ArgSpec argument) {
        line(".TP");
        line(label);
        String description = String.join(" ", plain(argument.description()));
        line(escaped(description.replace("${DEFAULT-VALUE}", argument.defaultValueString())));
    }

    private void commands() {
        List<CommandSpec> below = commandsOf(command);
        if (!below.isEmpty()) {
            line(".SH COMMANDS");
        }
        for (CommandSpec each : below) {
            line(".TP");
            line("\\fB" + escaped(each.name()) + "\\fR");
            line(escaped(summary(each)));
        }
    }

    private void related() {
        List<String> names = new ArrayList<>();
        if (command.parent() != null) {
            names.add(name(command.parent()));
        }
        commandsOf(command).forEach(below -> names.add(name(below)));
        section("SEE ALSO", names.isEmpty() ? List.of() : List.of(String.join("(1), ", names) + "(1)"));
    }

    /** Paragraphs; indented lines stay as they are. */
    private void section(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        line(".SH " + title);
        List<String> indented = new ArrayList<>();
        for (String text : lines) {
            if (text.startsWith(" ")) {
                indented.add(text);
                continue;
            }
            preformatted(indented);
            indented.clear();
            if (!text.isEmpty()) {
                line(escaped(text));
                line(".PP");
            }
        }
        preformatted(indented);
    }

    private void preformatted(List<String> lines) {
        if (!lines.isEmpty()) {
            line(".nf");
            lines.forEach(text -> line(escaped(text)));
            line(".fi");
            line(".PP");
        }
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /** The first sentence of the description. */
    private static String summary(CommandSpec command) {
        List<String> description = plain(command.usageMessage().description());
        return description.isEmpty() ? command.name() : SENTENCE_END.split(description.get(0), 2)[0];
    }

    /** Lines without picocli's markup. */
    private static List<String> plain(String[] lines) {
        List<String> plain = new ArrayList<>();
        for (String text : lines) {
            plain.addAll(List.of(Ansi.OFF.string(text.replace("%n", "\n")).split("\\R", -1)));
        }
        return plain;
    }

    /** Text that troff prints as it stands: a hyphen is the ASCII character, other characters have their number, and no line is a request. */
    private static String escaped(String text) {
        String escaped = BEYOND_ASCII
                .matcher(text.replace("\\", "\\e").replace("-", "\\-"))
                .replaceAll(match -> "\\\\[u%04X]".formatted(match.group().codePointAt(0)));
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
