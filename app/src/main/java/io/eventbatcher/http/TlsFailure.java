package io.eventbatcher.http;

import io.eventbatcher.log.Causes;
import io.eventbatcher.log.Printable;
import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The reason why a server and we found no common ground in TLS. Java tells the reason at the end of a chain of exceptions. */
public final class TlsFailure {
    /** A server's answer to our part of the handshake, in Java's words. */
    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

    private static final Pattern OTHER_NAME = Pattern.compile("No subject alternative|No name matching");

    private TlsFailure() {}

    /**
     * The failure in a sentence without its end; empty if it is none of TLS.
     *
     * @param peer the other side, such as {@code the broker}
     */
    public static Optional<String> with(String peer, Throwable failure) {
        return explain(failure).map(why -> "TLS with " + peer + " failed: " + why);
    }

    /** The reason as a clause about the server, with the remedy; empty if the failure is none of TLS, as a lost connection. */
    static Optional<String> explain(Throwable failure) {
        List<Throwable> causes = Causes.of(failure);
        Optional<String> known = causes.stream()
                .map(TlsFailure::clause)
                .flatMap(Optional::stream)
                .findFirst();
        return known.isPresent() || causes.stream().anyMatch(TlsFailure::lost)
                ? known
                : causes.stream()
                        .filter(SSLHandshakeException.class::isInstance)
                        .findFirst()
                        .map(handshake -> Printable.cause(handshake) + "; check certificates and trust store");
    }

    private static boolean lost(Throwable cause) {
        return cause instanceof EOFException || cause instanceof SocketException;
    }

    private static Optional<String> clause(Throwable cause) {
        String said = Printable.brief(String.valueOf(cause.getMessage()));
        Matcher alert = ALERT.matcher(said);
        String clause = null;
        if (cause instanceof CertificateExpiredException) {
            clause = "its certificate has expired (" + said + "); the server needs a new one";
        } else if (cause instanceof CertificateNotYetValidException) {
            clause = "its certificate is not valid yet (" + said + "); compare the clocks of both machines";
        } else if (cause instanceof CertPathBuilderException) {
            clause = "its certificate is of an authority that we do not trust; add the authority to the trust store";
        } else if (cause instanceof SSLPeerUnverifiedException
                || OTHER_NAME.matcher(said).lookingAt()) {
            clause = "its certificate is for another host name (" + said + "); use a name that is in the certificate";
        } else if (said.contains("SSL message")) {
            clause = "it does not speak TLS (" + said + "); check port and protocol";
        } else if (alert.find()) {
            clause = refusal(alert.group(1));
        }
        return Optional.ofNullable(clause);
    }

    private static String refusal(String alert) {
        return switch (alert) {
            case "bad_certificate",
                    "certificate_expired",
                    "certificate_required",
                    "certificate_revoked",
                    "certificate_unknown",
                    "unknown_ca" ->
                "it wants a certificate of ours that it accepts (" + alert + "); check the key store";
            default ->
                "it refuses the connection (" + alert + "); check protocols, ciphers and certificates of both sides";
        };
    }
}
