package io.eventbatcher.console.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    @Test
    void shouldEscapeTextBetweenTagsAndInAttributes() {
        // Given
        String hostile = "<script>alert('1')</script>\"&";

        // When
        Html piece = Html.of("<p title=\"{}\">{}</p>", hostile, hostile);

        // Then
        String escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;";
        assertThat(piece).hasToString("<p title=\"" + escaped + "\">" + escaped + "</p>");
    }

    @Test
    void shouldMakeControlsAndDirectionMarksVisible() {
        // Given
        String hostile = "a\u202Eb\u001b[31mc\u0000\u200Fd\ud800";

        // When
        Html piece = Html.text(hostile);

        // Then
        assertThat(piece).hasToString("a\\u202eb\\u001b[31mc\\u0000\\u200fd\\ud800");
    }

    @Test
    void shouldKeepPiecesAsTheyAre() {
        // When
        Html piece = Html.of("<ul>{}</ul>", Html.join(List.of(Html.of("<li>{}</li>", 1), Html.of("<li>{}</li>", "<"))));

        // Then
        assertThat(piece).hasToString("<ul><li>1</li><li>&lt;</li></ul>");
    }

    @Test
    void shouldTakeNothingButLinksOfTheConsoleForAddresses() {
        // Given
        Link link = Link.to("/console/letters").with("event-name", "a&b\" <c>").with("reason", List.of("x", "y"));

        // When
        Html piece = Html.of("<a href=\"{}\">x</a>", link);

        // Then
        assertThat(piece)
                .hasToString(
                        "<a href=\"/console/letters?event-name=a%26b%22+%3Cc%3E&amp;reason=x&amp;reason=y\">x</a>");
        assertThatThrownBy(() -> Html.of("<a href=\"{}\">x</a>", "javascript:alert(1)"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/x",
                "https://evil.example/",
                "javascript:alert(1)",
                "/\\evil.example",
                "console",
                ""
            })
    void shouldMakeNoLinkThatLeadsElsewhere(String path) {
        assertThatThrownBy(() -> Link.to(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseValuesThatDoNotFitTheirPlace() {
        assertThatThrownBy(() -> Html.of("<p title=\"{}\"></p>", Html.of("<b></b>")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("<input {}>", "onclick=alert(1)"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("<p>{}</p>")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseTemplatesWithPlacesThatNobodyCanEscape() {
        assertThatThrownBy(() -> Html.of("<script>var name = '{}';</script>", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("<p onclick=\"{}\">", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("<p style=\"{}\">", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("<p title={}>", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("<a href=\"//{}\">", Link.to("/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSetAttributesThatAreThereOrNot() {
        // When
        Html piece = Html.of(
                "<option {}>a</option><option {}>b</option>",
                Attribute.SELECTED.when(true),
                Attribute.SELECTED.when(false));

        // Then
        assertThat(piece).hasToString("<option selected>a</option><option >b</option>");
    }
}
