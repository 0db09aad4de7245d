package io.eventbatcher.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the configuration: a YAML file, and the token from the environment or from a file. */
public final class SettingsFile {
    /** The environment variable that holds the token. */
    public static final String TOKEN = "EVENT_BATCHER_HUBSPOT_TOKEN";

    /** The environment variable that names a file with the token. */
    public static final String TOKEN_FILE = "EVENT_BATCHER_HUBSPOT_TOKEN_FILE";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new SimpleModule()
                    .addDeserializer(Duration.class, new DurationText())
                    .addDeserializer(Secret.class, new SecretText()));

    private SettingsFile() {}

    /**
     * The settings in this file.
     *
     * @throws ConfigurationException when something in it cannot work
     */
    public static Settings read(Path file, Map<String, String> environment) {
        try {
            return parse(Files.readString(file), environment);
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException("The configuration file " + file + " does not exist.");
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    "The configuration file " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** The settings in this text; see {@link #read}. */
    public static Settings parse(String yaml, Map<String, String> environment) {
        try {
            ObjectNode tree = yaml.isBlank() ? YAML.createObjectNode() : YAML.readValue(yaml, ObjectNode.class);
            if (tree == null) {
                tree = YAML.createObjectNode();
            }
            if (tree.path("hubspot").has("token")) {
                throw new ConfigurationException(
                        "hubspot.token: a secret does not belong in the configuration file; set " + TOKEN + ", or "
                                + TOKEN_FILE + " to a file that holds it.");
            }
            String token = token(environment);
            if (!token.isEmpty()) {
                tree.withObjectProperty("hubspot").put("token", token);
            }
            return YAML.treeToValue(tree, Settings.Stated.class).settings(hostName(environment));
        } catch (JsonProcessingException wrong) {
            throw explained(wrong);
        }
    }

    private static String token(Map<String, String> environment) {
        String file = environment.getOrDefault(TOKEN_FILE, "");
        if (file.isBlank()) {
            return environment.getOrDefault(TOKEN, "").strip();
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    TOKEN_FILE + ": the file " + file + " cannot be read; it should hold the token.");
        }
    }

    private static String hostName(Map<String, String> environment) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return environment.getOrDefault("HOSTNAME", "instance-1");
        }
    }

    private static ConfigurationException explained(JsonProcessingException wrong) {
        if (wrong.getCause() instanceof ConfigurationException finding) {
            return finding;
        }
        String key = wrong instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(reference -> String.valueOf(reference.getFieldName()))
                        .collect(Collectors.joining("."))
                : "";
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            return new ConfigurationException(key + ": there is no such key; known here are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return new ConfigurationException(
                (key.isEmpty() ? "The configuration" : key) + ": " + wrong.getOriginalMessage());
    }

    private static final class DurationText extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Durations.parse(parser.getText());
            } catch (IllegalArgumentException wrong) {
                throw new JsonMappingException(parser, wrong.getMessage());
            }
        }
    }

    private static final class SecretText extends JsonDeserializer<Secret> {
        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Secret(parser.getText());
        }
    }
}
