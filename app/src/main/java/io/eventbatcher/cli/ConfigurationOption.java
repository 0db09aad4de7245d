package io.eventbatcher.cli;

import io.eventbatcher.config.Configuration;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
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

    /**
     * For what asks HubSpot nothing: its credentials are left out. While their file is missing or empty the service goes on with what it
     * has, and then its health and its lanes are what an operator wants to see.
     */
    Settings readWithoutHubSpot() {
        return configuration(SettingsFile.withoutCredentials(System.getenv())).settings();
    }

    Configuration configuration() {
        return configuration(System.getenv());
    }

    private Configuration configuration(Map<String, String> environment) {
        if (file == null) {
            throw new IllegalStateException("picocli enforces --config");
        }
        return SettingsFile.configuration(file, environment);
    }
}
