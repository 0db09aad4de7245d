package io.eventbatcher.cli.terminal;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.Configuration;
import io.eventbatcher.config.source.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}, for commands that need a configuration. */
public final class ConfigurationOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description =
                    "The configuration, a YAML file; environment variables override it. The token comes from the variable "
                            + HubSpotSettings.TOKEN_VARIABLE + ", or from the file that "
                            + HubSpotSettings.TOKEN_FILE_VARIABLE + " names.")
    private @Nullable Path file;

    public Settings read() {
        return configuration().settings();
    }

    /**
     * The settings without HubSpot's credentials, for commands that ask HubSpot nothing. While the token file is missing or empty the service goes on
     * with its last token, and operators want to see health and lanes then, too.
     */
    public Settings readWithoutHubSpot() {
        return configuration(HubSpotSettings.withoutCredentials(System.getenv()))
                .settings();
    }

    public Configuration configuration() {
        return configuration(System.getenv());
    }

    private Configuration configuration(Map<String, String> environment) {
        if (file == null) {
            throw new IllegalStateException("picocli enforces --config");
        }
        return SettingsFile.configuration(file, environment);
    }
}
