package io.eventbatcher.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.HttpSettings;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.log.Printable;
import io.eventbatcher.time.Clocks;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Judges each request before a page sees it. A request that changes something comes from our own page (origin) and from a form that was made
 * for the same session (form token); whoever only has a browser's cookie has neither.
 */
public final class Access {
    /** The field of every form that proves its origin. */
    public static final String FORM_TOKEN = "form-token";

    private static final int LONGEST_NAME = 60;
    private static final String BEARER = "Bearer ";
    private static final String WRONG_TOKEN = "The token is none of this console.";

    private final HttpSettings.Console settings;
    private final Hosts hosts;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Attempts attempts;

    public Access(HttpSettings.Console settings, Clocks clocks) {
        this.settings = settings;
        this.hosts = new Hosts(settings.hosts());
        this.tokens = new Tokens(settings);
        this.sessions = new Sessions(clocks);
        this.attempts = new Attempts(clocks);
    }

    /** True if people need a token to look. */
    public boolean needsToken() {
        return tokens.areNeeded();
    }

    /**
     * Refuses a request that did not come from one of our pages: for a foreign name, or with a change from elsewhere.
     *
     * @throws RefusedException with the reason
     */
    public void requireOurs(Request request) throws RefusedException {
        String host = request.header("host").orElse("");
        if (!hosts.take(host)) {
            throw new RefusedException(
                    421,
                    "The console is not known as '" + Printable.brief(host)
                            + "'. Add the name to console.hosts, if it is yours.");
        }
        if (!request.isSafe() && !isFromHere(request, host)) {
            throw new RefusedException(
                    403,
                    "The form comes from another site, or from a browser that does not say where from."
                            + " Behind a proxy, let the proxy pass the headers Host and Origin.");
        }
    }

    private static boolean isFromHere(Request request, String host) {
        String site = request.header("sec-fetch-site").orElse("same-origin");
        return request.header("origin")
                        .filter(origin -> Hosts.isOrigin(origin, host))
                        .isPresent()
                && site.equals("same-origin");
    }

    /**
     * The person who asks.
     *
     * @throws RefusedException for a wrong token, or a proxy that tells no name
     */
    public Visitor visitor(Request request) throws RefusedException {
        Optional<String> bearer = request.header("authorization").filter(value -> value.startsWith(BEARER));
        Optional<Session> session = bearer.isPresent() && tokens.areNeeded()
                ? Optional.of(ofProxy(request, bearer.get().substring(BEARER.length())))
                : request.cookie(cookie(request)).flatMap(sessions::find);
        Role anonymous = tokens.areNeeded() ? Role.NONE : Role.LOOK;
        return new Visitor(session.map(Session::role).orElse(anonymous), session);
    }

    /** Wrong tokens at the form do not keep a proxy out, or anybody could lock all people out. */
    private Session ofProxy(Request request, String token) throws RefusedException {
        Role role = tokens.role(token);
        if (role == Role.NONE) {
            throw new RefusedException(403, WRONG_TOKEN);
        }
        if (settings.userHeader().isEmpty()) {
            return sessions.ofProxy("somebody with a token", role);
        }
        String header = settings.userHeader().get();
        String name = request.header(header).map(String::strip).orElse("");
        if (!isName(name)) {
            throw new RefusedException(403, "The proxy tells no name in the header " + header + ".");
        }
        return sessions.ofProxy(name, role);
    }

    private Role role(String token) throws RefusedException {
        if (attempts.areTooMany()) {
            throw new RefusedException(429, "Too many wrong tokens; wait a minute.");
        }
        Role role = tokens.role(token);
        if (role == Role.NONE) {
            attempts.failed();
            throw new RefusedException(403, WRONG_TOKEN);
        }
        return role;
    }

    /**
     * Refuses a form that was not made for the visitor's session.
     *
     * @throws RefusedException with the reason
     */
    public void requireForm(Request request, Visitor visitor) throws RefusedException {
        String given = request.form().get(FORM_TOKEN);
        boolean same = visitor.session().isPresent()
                && MessageDigest.isEqual(visitor.session().get().formToken().getBytes(UTF_8), given.getBytes(UTF_8));
        if (!same) {
            throw new RefusedException(
                    403, "The form is of another session. Open its page again, and send it from there.");
        }
    }

    /**
     * Signs somebody in, and returns the value of the cookie.
     *
     * @throws RefusedException for a wrong token, or a name that is none
     */
    public String signIn(Request request) throws RefusedException {
        String name = request.form().get("name").strip();
        if (!isName(name)) {
            throw new RefusedException(
                    400,
                    "Tell your name, in at most " + LONGEST_NAME
                            + " letters: colleagues see who has looked and acted.");
        }
        Role role = tokens.areNeeded() ? role(request.form().get("token").strip()) : Role.ACT;
        return cookie(request) + '=' + sessions.begin(name, role)
                + "; Path=/console; HttpOnly; SameSite=Strict; " + secure(request) + "Max-Age="
                + Sessions.LASTS.toSeconds();
    }

    /** Signs somebody out, and returns the value of the cookie. */
    public String signOut(Request request) {
        request.cookie(cookie(request)).ifPresent(sessions::end);
        return cookie(request) + "=; Path=/console; HttpOnly; SameSite=Strict; Max-Age=0";
    }

    /** A cookie that was given over TLS is sent over TLS only. */
    private static String secure(Request request) {
        return request.header("origin").orElse("").startsWith("https://") ? "Secure; " : "";
    }

    private static boolean isName(String name) {
        return name.codePoints().anyMatch(Character::isLetterOrDigit)
                && name.length() <= LONGEST_NAME
                && Printable.of(name).equals(name);
    }

    /** Browsers send cookies to every port of a host, and each instance has its own console. */
    private static String cookie(Request request) {
        String host = request.header("host").orElse("");
        String port = host.substring(host.lastIndexOf(':') + 1);
        return "event-batcher-console" + (port.matches("\\d{1,5}") ? "-" + port : "");
    }
}
