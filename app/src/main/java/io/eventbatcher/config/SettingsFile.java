package io.eventbatcher.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the configuration: a YAML file, overridden by the environment. Finds all that is wrong at once. */
public final class SettingsFile {
    /** The environment variable that holds the token. */
    public static final String TOKEN = "EVENT_BATCHER_HUBSPOT_TOKEN";

    /** The environment variable that names a file with the token. */
    public static final String TOKEN_FILE = TOKEN + "_FILE";

    private SettingsFile() {}

    /**
     * The settings in this file.
     *
     * @throws ConfigurationException with everything in it that cannot work
     */
    public static Settings read(Path file, Map<String, String> environment) {
        return configuration(file, environment).settings();
    }

    /** The settings in this text; see {@link #read}. */
    public static Settings parse(String yaml, Map<String, String> environment) {
        return configuration(yaml, "", environment).settings();
    }

    /** The environment, for those who have no use for HubSpot's credentials: a file of theirs that is missing is no concern of them. */
    public static Map<String, String> withoutCredentials(Map<String, String> environment) {
        Map<String, String> rest = new HashMap<>(environment);
        AccessKeys.secrets().forEach(key -> {
            rest.remove(key.variable());
            rest.remove(key.variable() + Key.FILE);
        });
        // which would need the refresh token's file
        rest.put(AccessKeys.OAUTH_WRITE_REFRESH_TOKEN.variable(), "false");
        return rest;
    }

    /**
     * The settings in this file, and where each is from.
     *
     * @throws ConfigurationException with everything in it that cannot work
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
        FindingList findings = new FindingList();
        Map<String, Given> given = new HashMap<>(YamlReader.read(yaml, file, findings));
        refuseSecrets(given, findings);
        given.putAll(EnvironmentReader.read(environment, findings));
        Values values = Values.parse(given, findings);
        KafkaProperties.check(values, findings);
        Contradictions.check(values, findings);
        if (!findings.isEmpty()) {
            throw new ConfigurationException(findings.all());
        }
        Settings settings = SettingsMaker.settings(values, hostName(environment));
        return new Configuration(settings, Configuration.rows(values, settings));
    }

    /** The keys of ours that are secrets never get this far; this is about what is passed through. */
    private static void refuseSecrets(Map<String, Given> ofFile, FindingList findings) {
        ofFile.forEach((name, value) -> {
            boolean passedThrough =
                    name.startsWith(Keys.KAFKA_PROPERTIES + ".") || name.startsWith(Keys.AVRO_PROPERTIES + ".");
            if (passedThrough && SecretNames.matches(name) && !SecretNames.isReference(value.text())) {
                String variable = EnvironmentReader.variable(name);
                findings.add(
                        name,
                        "a secret does not belong in the configuration file; set " + variable + ", or " + variable
                                + Key.FILE + " to a file that holds it",
                        value.origin());
            }
        });
    }

    private static String hostName(Map<String, String> environment) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return environment.getOrDefault("HOSTNAME", "instance-1");
        }
    }
}
