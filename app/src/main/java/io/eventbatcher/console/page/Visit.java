package io.eventbatcher.console.page;

import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.access.Role;
import io.eventbatcher.console.access.Session;
import io.eventbatcher.console.access.Visitor;
import io.eventbatcher.console.html.Attribute;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.reading.Reading;
import java.util.List;
import java.util.function.Function;

/** One request of one person to one page. */
public final class Visit {
    private static final int LONGEST_REASON = 500;

    private final Request request;
    private final Visitor visitor;
    private final Frame frame;

    Visit(Request request, Visitor visitor, Frame frame) {
        this.request = request;
        this.visitor = visitor;
        this.frame = frame;
    }

    public Request request() {
        return request;
    }

    public Visitor visitor() {
        return visitor;
    }

    /** True if this person may change something. */
    public boolean mayAct() {
        return visitor.role().may(Role.ACT);
    }

    /** The address of this request. */
    public Link here() {
        Link link = Link.to(request.path());
        for (var parameter : request.query().asMap().entrySet()) {
            link = link.with(parameter.getKey(), parameter.getValue());
        }
        return link;
    }

    /** The whole page, or its main part alone where htmx has asked. */
    public Response page(String title, Html main) {
        return Response.page(request.wantsPiece() ? main : frame.around(title, main, request.path(), visitor));
    }

    /**
     * A page that needs a reading: its progress until the reading is done, then the content.
     *
     * @param heading stands above both
     */
    public <T> Response page(String title, Html heading, Reading<T> reading, Function<T, Html> content) {
        Html piece = reading.isOpen()
                ? Progress.of(here(), reading)
                : reading.result()
                        .map(content)
                        .orElseGet(() -> Html.of("<p class=\"notice bad\" role=\"alert\">{}</p>", reading.trouble()));
        return request.wantsPiece() ? Response.page(piece) : page(title, Html.join(List.of(heading, piece)));
    }

    /** A form that this person alone can send. */
    public Html form(Link action, Html fields) {
        String token = visitor.session().map(Session::formToken).orElse("");
        return Html.of(
                "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"{}\" value=\"{}\">{}</form>",
                action,
                Access.FORM_TOKEN,
                token,
                fields);
    }

    /** The field of the reason, which every act and every look at personal data has. */
    public static Html reason() {
        return Html.of(
                "<p class=\"field\"><label for=\"why\">Reason, for the history</label><input id=\"why\" name=\"why\" maxlength=\"{}\" {}"
                        + " autocomplete=\"off\"></p>",
                LONGEST_REASON,
                Attribute.REQUIRED);
    }

    /**
     * The reason that a form gives.
     *
     * @throws RefusedException for none
     */
    public String why() throws RefusedException {
        String why = request.form().get("why").strip();
        if (why.codePoints().noneMatch(Character::isLetterOrDigit) || why.length() > LONGEST_REASON) {
            throw new RefusedException(
                    400, "Give a reason, in at most " + LONGEST_REASON + " letters: the history keeps it.");
        }
        return why;
    }
}
