package io.eventbatcher.console.page;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.access.Role;
import io.eventbatcher.console.access.Visitor;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Request;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.replay.letter.IllegalFilterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** The way of a request to its page: ours at all, who asks, what the person may, then the page. */
public final class Pages {
    private static final Visitor NOBODY = new Visitor(Role.NONE, Optional.empty());

    private final Access access;
    private final Frame frame;
    private final SignInPage signIn;
    private final StaticFiles files = new StaticFiles();
    private final Map<String, Page> pages;
    private final Function<KafkaException, String> sentences;

    public Pages(Settings settings, Access access, List<Page> pages, Function<KafkaException, String> sentences) {
        this.access = access;
        this.frame = new Frame(
                settings.applicationId(),
                pages.stream()
                        .filter(page -> !page.tab().isEmpty())
                        .map(page -> new Frame.Tab(page.path(), page.tab()))
                        .toList());
        this.signIn = new SignInPage(access);
        this.pages = pages.stream().collect(Collectors.toMap(Page::path, Function.identity()));
        this.sentences = sentences;
    }

    /** Answers any request. */
    public Response answer(Request request) {
        Visitor visitor = NOBODY;
        try {
            access.requireOurs(request);
            Optional<Response> file = request.isSafe() ? files.find(request.path()) : Optional.empty();
            if (file.isPresent()) {
                return file.get();
            }
            visitor = access.visitor(request);
            return request.path().equals(SignInPage.PATH) ? signIn(request, visitor) : page(request, visitor);
        } catch (RefusedException refused) {
            return refused(request, visitor, refused.status(), String.valueOf(refused.getMessage()));
        } catch (IllegalFilterException wrong) {
            return refused(request, visitor, 400, String.valueOf(wrong.getMessage()));
        } catch (KafkaException failure) {
            return refused(
                    request, visitor, 503, "Kafka does not answer the console: " + sentences.apply(failure) + ".");
        }
    }

    private Response signIn(Request request, Visitor visitor) throws RefusedException {
        return request.isSafe()
                ? Response.page(frame.around(
                        "Sign in", signIn.show(visitor, request.query().get("to")), SignInPage.PATH, visitor))
                : signIn.post(request);
    }

    private Response page(Request request, Visitor visitor) throws RefusedException {
        Page page = pages.get(request.path());
        if (page == null) {
            throw new RefusedException(404, "The console has no page " + request.path() + ".");
        }
        Visit visit = new Visit(request, visitor, frame);
        if (!visitor.role().may(Role.LOOK)) {
            return Response.page(
                    401, frame.around("Sign in", signIn.show(visitor, address(visit)), SignInPage.PATH, visitor));
        }
        if (request.isSafe()) {
            return page.get(visit);
        }
        if (!request.method().equals("POST")) {
            throw new RefusedException(405, "Pages take GET and POST.");
        }
        access.requireForm(request, visitor);
        if (!visitor.role().may(page.neededToPost())) {
            throw new RefusedException(
                    403, "You may look, and change nothing. The act token lets you change something.");
        }
        return page.post(visit);
    }

    private static String address(Visit visit) {
        return visit.request().isSafe() ? visit.here().toString() : "";
    }

    private Response refused(Request request, Visitor visitor, int status, String sentence) {
        Html main = Html.of("""
                <section class="card narrow"><h1>Not done</h1><p class="notice bad" role="alert">{}</p>
                <p><a href="{}">To the first page</a></p></section>
                """, sentence, Link.to("/console/"));
        return Response.page(status, frame.around("Not done", main, request.path(), visitor));
    }
}
