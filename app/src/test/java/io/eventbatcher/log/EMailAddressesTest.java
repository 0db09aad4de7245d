package io.eventbatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EMailAddressesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Email address ada.l+x@example.co.uk is invalid | Email address <e-mail> is invalid",
                "\"email\":\"ada@example.com\", | \"email\":\"<e-mail>\",",
                "<ada@example.com>. Two: jörg@bücher.example! | <<e-mail>>. Two: <e-mail>!",
                "GET /contacts?email=ada%40example.com | GET /contacts?email=<e-mail>",
                "ada@localhost | <e-mail>",
                "@channel at 10:00 @ home, 100 % | @channel at 10:00 @ home, 100 %"
            })
    void shouldNameNobody(String text, String masked) {
        assertThat(EMailAddresses.masked(text)).isEqualTo(masked);
    }
}
