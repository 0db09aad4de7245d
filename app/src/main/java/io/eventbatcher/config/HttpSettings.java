package io.eventbatcher.config;

import io.eventbatcher.config.table.Flag;
import io.eventbatcher.config.table.InvalidValueException;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Listed;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;
import java.util.List;
import java.util.Optional;

/**
 * The port for health checks, metrics and the console.
 *
 * @param port empty without a port; 0 for any free port
 * @param host the address to listen on
 */
public record HttpSettings(Optional<Integer> port, String host, Console console) {
    static final Section KEYS = new Section("http");
    static final Section CONSOLE = new Section("console", HttpSettings::crossCheck);

    private static final Key<Integer> PORT = KEYS.open("port", new Whole(0, 65_535, "port"), "none", """
        The port that serves /health/live, /health/ready, /metrics and /status; without a port nothing listens, because several
        instances may share a machine. 0 takes any free port, which the log names.
        """);
    private static final Key<String> HOST = KEYS.add(
            "host",
            Text.of("address", "\\S{1,253}", "write the name or the address of an interface of this machine"),
            "127.0.0.1",
            """
            The address that the port listens on. The port has no password and tells names of topics and routes: open it,
            with 0.0.0.0, only where a network policy or a container's port mapping limits who may ask.
            """);

    private static final Key<Boolean> ENABLED = CONSOLE.add("enabled", new Flag(), "false", """
        A web console at /console/ of the HTTP port: shows status and dead letters, and acts on them.
        """);
    private static final Key<Secret> LOOK_TOKEN = CONSOLE.open("look-token", Secret.TOKEN, "nobody only looks", """
        The token of people who may look and change nothing. With neither token everybody who reaches the port may do all, so the service
        starts without one only on a loopback address.
        """);
    private static final Key<Secret> ACT_TOKEN = CONSOLE.open("act-token", Secret.TOKEN, "nobody acts by a token", """
        The token of people who may also act: pause and resume lanes, replay, edit and discard dead letters.
        """);
    private static final Key<List<String>> HOSTS = CONSOLE.add(
            "hosts",
            new Listed<>(
                    "names",
                    Text.of("name", "[A-Za-z0-9.-]{1,253}", "write the name of a host, without scheme and port")),
            "localhost",
            """
            The names by which browsers reach the console, besides addresses of numbers. Requests for other names are refused, because a
            foreign page can give its own name the address of this machine.
            """);
    private static final Key<String> USER_HEADER = CONSOLE.open(
            "user-header",
            Text.of("header", "[A-Za-z0-9-]{1,100}", "write the name of a header, such as X-Forwarded-User"),
            "people tell their names themselves",
            """
            The header in which a reverse proxy tells who asks. Believed only with the header 'Authorization: Bearer' and one of the
            tokens, which the proxy adds and nobody else knows.
            """);

    /** A guess must cost more than a lunch break. */
    private static final int SHORTEST_TOKEN = 16;

    /**
     * The console.
     *
     * @param lookToken none if nobody only looks
     * @param actToken none if nobody acts by a token
     * @param hosts the names in addresses of the console
     * @param userHeader the header of a proxy with a person's name
     */
    public record Console(
            boolean enabled, Secret lookToken, Secret actToken, List<String> hosts, Optional<String> userHeader) {
        /** No console. */
        public static final Console OFF =
                new Console(false, Secret.NONE, Secret.NONE, List.of("localhost"), Optional.empty());

        public Console {
            LOOK_TOKEN.check(lookToken);
            ACT_TOKEN.check(actToken);
            HOSTS.check(hosts);
            userHeader.ifPresent(USER_HEADER::check);
            hosts = List.copyOf(hosts);
            flaw(lookToken, actToken, userHeader).ifPresent(flaw -> {
                throw new InvalidValueException("console: " + flaw + ".");
            });
        }

        /** True if people need a token. */
        public boolean hasTokens() {
            return !lookToken.isEmpty() || !actToken.isEmpty();
        }

        private static Optional<String> flaw(Secret look, Secret act, Optional<String> userHeader) {
            if (isShort(look) || isShort(act)) {
                return Optional.of("a token has at least " + SHORTEST_TOKEN
                        + " characters; 'openssl rand -hex 24' makes a good one");
            }
            if (!look.isEmpty() && look.reveal().equals(act.reveal())) {
                return Optional.of(
                        "look-token and act-token are the same; make another token for people who may only look");
            }
            return userHeader.isPresent() && look.isEmpty() && act.isEmpty()
                    ? Optional.of("user-header is believed only together with a token, which is not set; set "
                            + LOOK_TOKEN.variable() + " or " + ACT_TOKEN.variable() + ", and have the proxy send it")
                    : Optional.empty();
        }

        private static boolean isShort(Secret token) {
            return !token.isEmpty() && token.reveal().length() < SHORTEST_TOKEN;
        }
    }

    public HttpSettings {
        port.ifPresent(PORT::check);
        HOST.check(host);
    }

    /** A port without a console. */
    public HttpSettings(Optional<Integer> port, String host) {
        this(port, host, Console.OFF);
    }

    HttpSettings(Values values) {
        this(values.find(PORT), values.get(HOST), console(values));
    }

    private static Console console(Values values) {
        return new Console(
                values.get(ENABLED),
                values.find(LOOK_TOKEN).orElse(Secret.NONE),
                values.find(ACT_TOKEN).orElse(Secret.NONE),
                values.get(HOSTS),
                values.find(USER_HEADER));
    }

    private static void crossCheck(Values values) {
        if (values.sound(LOOK_TOKEN, ACT_TOKEN, USER_HEADER)) {
            Console.flaw(
                            values.find(LOOK_TOKEN).orElse(Secret.NONE),
                            values.find(ACT_TOKEN).orElse(Secret.NONE),
                            values.find(USER_HEADER))
                    .ifPresent(flaw -> values.refuse("console", flaw));
        }
        if (values.sound(ENABLED, PORT)
                && values.get(ENABLED)
                && values.find(PORT).isEmpty()) {
            values.refuse(
                    ENABLED,
                    "the console stands on the HTTP port, and there is none; set " + PORT + " or " + PORT.variable());
        }
    }

    /** The reason why a console may not be opened, as a sentence; commands about an instance do not know its tokens, and do not ask. */
    public Optional<String> openConsole() {
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        return !console.enabled() || loopback || console.hasTokens()
                ? Optional.empty()
                : Optional.of(HOST + ": other machines reach " + host
                        + ", so the console needs a token; set " + ACT_TOKEN.variable() + " or " + LOOK_TOKEN.variable()
                        + " (or the variable with " + Key.FILE
                        + " at its end and the path of a file), listen on 127.0.0.1, or leave "
                        + ENABLED + " out.");
    }
}
