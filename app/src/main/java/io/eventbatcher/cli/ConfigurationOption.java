package io.eventbatcher.cli;

import io.eventbatcher.config.Configuration;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.SettingsFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration, for the commands that need one. */
final class ConfigurationOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description =
                    "The configuration, a YAML file; environment variables override it. The token comes from the variable "
                            + SettingsFile.TOKEN + ", or from the file that " + SettingsFile.TOKEN_FILE + " names.")
    private @Nullable Path file;

    Settings read() {
        return configuration().settings();
    }

    Configuration configuration() {
        if (file == null) {
            throw new IllegalStateException("picocli enforces --config");
        }
        return SettingsFile.configuration(file, System.getenv());
    }
}
