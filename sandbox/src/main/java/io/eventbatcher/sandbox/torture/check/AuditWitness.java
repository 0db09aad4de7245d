package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.audit.Auditor;
import io.eventbatcher.config.Settings;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Holds the service's own audit against the findings: the audit must see what is missing, and nothing else. */
public final class AuditWitness {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AuditWitness() {}

    /** Audits a service at rest, and returns a line for each route that does not balance. */
    public static List<String> gaps(String bootstrapServers, Settings settings) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return new Auditor(settings, admin, Clocks.SYSTEM)
                    .audit(settings.enabledRoutes(), PATIENCE).stream()
                            .filter(audit -> !audit.balanced())
                            .map(audit -> audit.route().label() + " " + audit.gaps())
                            .toList();
        }
    }

    /** Adds a finding if the audit contradicts the findings. */
    public static void examine(List<String> gaps, Findings findings) {
        long missing = findings.count(Check.LOST) + findings.count(Check.NEVER_READ);
        if (missing > 0 && gaps.isEmpty()) {
            findings.add(
                    Check.MISAUDITED,
                    "The audit calls all routes balanced, and %d records are missing.".formatted(missing));
        } else if (missing == 0 && !gaps.isEmpty()) {
            findings.add(
                    Check.MISAUDITED,
                    "Nothing is missing, and the audit finds gaps: %s.".formatted(String.join("; ", gaps)));
        }
    }
}
