package io.eventbatcher.console.page;

import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.access.Visitor;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.console.http.Response;

/** The form that asks for a name and, where there are tokens, for one of them. */
final class SignInPage {
    static final String PATH = "/console/sign-in";

    private static final String TO = "to";

    private final Access access;

    SignInPage(Access access) {
        this.access = access;
    }

    /** @param to the address to go to afterwards */
    Html show(Visitor visitor, String to) {
        if (visitor.session().isPresent()) {
            return Html.of("""
                    <section class="card narrow"><h1>Signed in as {}</h1>
                    <form method="post" action="{}"><input type="hidden" name="sign-out" value="yes"><button>Sign out</button></form>
                    </section>
                    """, visitor.name(), Link.to(PATH));
        }
        Html token = access.needsToken() ? Html.of("""
                        <p class="field"><label for="token">Token</label>
                        <input id="token" name="token" type="password" required autocomplete="current-password"></p>
                        """) : Html.EMPTY;
        return Html.of("""
                <section class="card narrow"><h1>Sign in</h1>
                <p>{}</p>
                <form method="post" action="{}"><input type="hidden" name="to" value="{}">
                <p class="field"><label for="name">Your name</label>
                <input id="name" name="name" required maxlength="60" autocomplete="username" autofocus></p>
                {}<p><button class="primary">Sign in</button></p></form>
                </section>
                """, why(), Link.to(PATH), to, token);
    }

    private String why() {
        return access.needsToken()
                ? "Colleagues see your name beside what you look at and do. The token decides what you may do."
                : "Colleagues see your name beside what you look at and do.";
    }

    /** @throws RefusedException for a wrong token, or a name that is none */
    Response post(Request request) throws RefusedException {
        if (!request.form().get("sign-out").isEmpty()) {
            return Response.seeOther(Link.to(PATH)).with("Set-Cookie", access.signOut(request));
        }
        String cookie = access.signIn(request);
        return Response.seeOther(local(request.form().get(TO))).with("Set-Cookie", cookie);
    }

    /** An address of the console; the first page for any other address. */
    static Link local(String address) {
        try {
            return within(address);
        } catch (IllegalArgumentException malformed) {
            return Link.to("/console/");
        }
    }

    private static Link within(String address) {
        int question = address.indexOf('?');
        String path = question < 0 ? address : address.substring(0, question);
        if (!path.startsWith("/console/") || path.equals(PATH)) {
            return Link.to("/console/");
        }
        Link link = Link.to(path);
        Parameters parameters = Parameters.parse(question < 0 ? "" : address.substring(question + 1));
        for (var parameter : parameters.asMap().entrySet()) {
            link = link.with(parameter.getKey(), parameter.getValue());
        }
        return link;
    }
}
