package io.eventbatcher.config;

import java.util.List;

/** Refuses a configuration. Each finding is a sentence with key, value and remedy. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;

    public ConfigurationException(List<String> findings) {
        super(String.join("\n", findings));
        this.findings = List.copyOf(findings);
    }

    public ConfigurationException(String finding) {
        this(List.of(finding));
    }

    public List<String> findings() {
        return findings;
    }
}
