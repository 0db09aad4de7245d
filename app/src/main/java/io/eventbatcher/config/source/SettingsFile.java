package io.eventbatcher.config.source;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.table.Findings;
import io.eventbatcher.config.table.Given;
import io.eventbatcher.config.table.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the configuration: a YAML file, overridden by the environment. */
public final class SettingsFile {
    private SettingsFile() {}

    /** Like {@link #configuration}, without origins. */
    public static Settings read(Path file, Map<String, String> environment) {
        return configuration(file, environment).settings();
    }

    /** Like {@link #read}, for the text of a file. */
    public static Settings parse(String yaml, Map<String, String> environment) {
        return configuration(yaml, "", environment).settings();
    }

    /**
     * The settings in a file, and the origin of each.
     *
     * @throws ConfigurationException with all faults of file and environment
     */
    public static Configuration configuration(Path file, Map<String, String> environment) {
        try {
            return configuration(Files.readString(file), file.toString(), environment);
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException(
                    "The configuration file " + file + " does not exist; name one with --config.");
        } catch (CharacterCodingException binary) {
            throw new ConfigurationException(
                    "The configuration file " + file + " is no UTF-8 text; is it the right file?");
        } catch (IOException unreadable) {
            throw new ConfigurationException("The configuration file " + file
                    + (Files.isDirectory(file) ? " is a directory" : " cannot be read")
                    + "; name a readable YAML file.");
        }
    }

    private static Configuration configuration(String yaml, String file, Map<String, String> environment) {
        Findings findings = new Findings();
        Map<String, Given> given = new HashMap<>();
        given.put("instance", new Given(hostName(environment), "default"));
        given.putAll(YamlReader.read(yaml, file, findings));
        given.putAll(EnvironmentReader.read(environment, findings));
        Values values = Settings.TABLE.read(given, findings);
        KafkaProperties.check(values);
        return new Configuration(Settings.of(values, findings), Configuration.rows(values));
    }

    private static String hostName(Map<String, String> environment) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return environment.getOrDefault("HOSTNAME", "instance-1");
        }
    }
}
