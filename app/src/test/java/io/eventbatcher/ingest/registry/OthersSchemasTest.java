package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas as registries really have them. */
class OthersSchemasTest {
    private static final SchemaId ID = new SchemaId.Id(7);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'a','type':'string','default':null}",
                "{'name':'a','type':['null','string'],'default':'text'}",
                "{'name':'utm-source','type':'string'}",
                "{'name':'1st','type':{'type':'enum','name':'acme-colour','symbols':['dark-red','2']}}",
                "{'name':'a','type':{'type':'enum','name':'E','symbols':['A'],'default':'B'}}",
                "{'name':'a','type':{'type':'fixed','name':'com.acme-corp.F','size':3}}",
                "{'name':'a','type':'string','order':'sideways'}",
                "{'name':'a','type':'string','order':1}",
                "{'name':'a','type':'string','aliases':'b'}",
                "{'name':'a','type':'string','aliases':['b-c'],'doc':7}",
                "{'name':'a','type':{'type':'bytes','logicalType':'decimal','precision':-1}}",
            })
    void shouldReadWhatDoesNotMatterToAReader(String field) {
        // Given
        server.enqueue(
                schema("{'type':'record','name':'A','namespace':'com.acme-corp.events','fields':[" + field + "]}"));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.Found.class,
                        found -> assertThat(found.schema().getFields()).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource
    void shouldSayOfEverySchemaThatCannotBeReadWhichOneItIs(String text) {
        // Given
        server.enqueue(schema(text));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.Unusable.class,
                        unusable -> assertThat(unusable.why())
                                .contains("schema id 7")
                                .hasSizeLessThan(500));
    }

    static Stream<String> shouldSayOfEverySchemaThatCannotBeReadWhichOneItIs() {
        return Stream.of(
                "",
                "null",
                "7",
                "[]x",
                "'com.acme.Unknown'",
                "{'type':'record','name':'A','fields':[{'name':'a','type':'com.acme.Unknown'}]}",
                "{'type':'record','name':'A','fields':[{'name':'a','type':'strin'}]}",
                "{'type':'record','name':'A','fields':[{'name':'a','type':'int'},{'name':'a','type':'string'}]}",
                "{'type':'record','name':'A','fields':[{'type':'int'}]}",
                "{'type':'record','name':'A','fields':{}}",
                "{'type':'record','fields':[]}",
                "{'type':'record','name':null,'fields':[]}",
                "{'type':'enum','name':'E'}",
                "{'type':'fixed','name':'F','size':'many'}",
                "{'type':'map'}",
                "{'type':null}",
                "{'type':'array','items':".repeat(5_000) + "'int'" + "}".repeat(5_000),
                chain(300),
                chain(3_000));
    }

    @Test
    void shouldNameTheTypeThatASchemaDoesNotDefine() {
        // Given
        server.enqueue(schema("{'type':'record','name':'A','fields':[{'name':'a','type':['null','com.acme.Unknown']},"
                + "{'name':'Unknown2','type':{'type':'enum','name':'E','symbols':['X']}},{'name':'e','type':'E'}]}"));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.Unusable.class,
                        unusable -> assertThat(unusable.why()).contains("com.acme.Unknown)"));
    }

    /** Types of which each contains the one before, in a text of few levels. */
    private static String chain(int length) {
        return IntStream.range(0, length)
                .mapToObj(link -> "{'name':'f" + link + "','type':{'type':'record','name':'R" + link
                        + "','fields':[{'name':'n','type':'" + (link == 0 ? "int" : "R" + (link - 1)) + "'}]}}")
                .collect(Collectors.joining(",", "{'type':'record','name':'A','fields':[", "]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'domainRules':[{'name':'encryptPII','kind':'TRANSFORM','type':'ENCRYPT','mode':'WRITEREAD','tags':['PII']}]}",
                "{'domainRules':[{'name':'encryptPII','kind':'TRANSFORM','type':'ENCRYPT','mode':'READ'}]}",
                "{'domainRules':[{'name':'encryptPII','kind':'TRANSFORM','type':'ENCRYPT','disabled':false}]}",
                "{'domainRules':[{'name':'a','type':'CEL','mode':'WRITE'},{'name':'encryptPII','type':'CEL_FIELD','mode':'READ'}]}",
                "{'domainRules':[{'name':'off','type':'ENCRYPT','disabled':true},{'name':'encryptPII','type':'ENCRYPT'}]}",
                "{'encodingRules':[{'name':'encryptPII','type':'ENCRYPT_PAYLOAD','mode':'WRITEREAD'}]}",
                "{'migrationRules':null,'domainRules':[{'name':'encryptPII','mode':'SIDEWAYS'}]}",
            })
    void shouldRefuseAValueThatARuleWouldChangeWhenItIsRead(String ruleSet) {
        // Given
        server.enqueue(withRules(ruleSet));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.Unusable.class,
                        unusable ->
                                assertThat(unusable.why()).contains("schema id 7", "encryptPII", "avro.deserializer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{'domainRules':null,'migrationRules':[]}",
                "{'domainRules':[{'name':'checkLength','kind':'CONDITION','type':'CEL','mode':'WRITE'}]}",
                "{'domainRules':[{'name':'encryptPII','type':'ENCRYPT','mode':'WRITEREAD','disabled':true}]}",
                "{'migrationRules':[{'name':'rename','kind':'TRANSFORM','type':'JSONATA','mode':'UPGRADE'}]}",
            })
    void shouldReadByASchemaWhoseRulesChangeNothing(String ruleSet) {
        // Given
        server.enqueue(withRules(ruleSet));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Found.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {40401, 40402, 40403})
    void shouldTakeTheRegistrysWordThatSubjectVersionOrSchemaDoesNotExist(int code) {
        // Given
        server.enqueue(new MockResponse(404, Headers.EMPTY, "{\"error_code\":" + code + ",\"message\":\"not found\"}"));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Unknown.class);
    }

    @Test
    void shouldSayThatTheRegistryKnowsNoGuids() {
        // Given
        server.enqueue(new MockResponse(404, Headers.EMPTY, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"));
        server.enqueue(new MockResponse(200, Headers.EMPTY, "[\"AVRO\"]"));

        // When
        SchemaAnswer answer = client().ask(new SchemaId.Guid(new UUID(1, 2)));

        // Then
        assertThat(answer).isInstanceOf(SchemaAnswer.Unknown.class);
        assertThat(answer.toString()).contains("no look-up of schemas by GUID");
    }

    @Test
    void shouldFindAReferencedVersionThatWasDeleted() throws InterruptedException {
        // Given
        String denied = "{\"error_code\":40402,\"message\":\"Version 3 not found.\"}";
        ObjectNode answer = object("'A'");
        answer.putArray("references")
                .addObject()
                .put("name", "A")
                .put("subject", "a")
                .put("version", 3);
        server.enqueue(new MockResponse(200, Headers.EMPTY, answer.toString()));
        server.enqueue(new MockResponse(404, Headers.EMPTY, denied));
        server.enqueue(schema("{'type':'record','name':'A','fields':[]}"));

        // When
        SchemaAnswer found = client().ask(ID);

        // Then
        assertThat(found).isInstanceOf(SchemaAnswer.Found.class);
        server.takeRequest();
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/subjects/a/versions/3?deleted=true");
    }

    @Test
    void shouldSayWhichReferenceTheRegistryDoesNotHave() {
        // Given
        String denied = "{\"error_code\":40402,\"message\":\"Version 3 not found.\"}";
        ObjectNode answer = object("'A'");
        answer.putArray("references")
                .addObject()
                .put("name", "A")
                .put("subject", "a")
                .put("version", 3);
        server.enqueue(new MockResponse(200, Headers.EMPTY, answer.toString()));
        server.enqueue(new MockResponse(404, Headers.EMPTY, denied));
        server.enqueue(new MockResponse(404, Headers.EMPTY, denied));

        // When
        SchemaAnswer missing = client().ask(ID);

        // Then
        assertThat(missing).isInstanceOf(SchemaAnswer.Unknown.class);
        assertThat(missing.toString()).contains("version 3 of a");
    }

    @Test
    void shouldNotReadAnAnswerLargerThanAnySchema() {
        // Given
        server.enqueue(schema("{'type':'record','name':'A','doc':'" + "x".repeat(5_000_000) + "','fields':[]}"));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SchemaAnswer.Unusable.class,
                        unusable -> assertThat(unusable.why()).contains("schema id 7", "longer than"));
    }

    @Test
    void shouldAskWithinTheContextThatTheUrlNames() throws InterruptedException {
        // Given
        server.enqueue(schema("'string'"));

        // When
        new RegistryClient(new RegistryEndpoint(
                        new OkHttpClient(),
                        URI.create(server.url("/contexts/.acme").toString())))
                .ask(ID);

        // Then
        assertThat(server.takeRequest().getTarget()).isEqualTo("/contexts/.acme/schemas/ids/7");
    }

    @Test
    void shouldWriteARegistrysMessageInOneLine() {
        // Given
        server.enqueue(new MockResponse(500, Headers.EMPTY, "{\"message\":\"a\\nERROR b\\u001b[2Jc\"}"));

        // When
        SchemaAnswer answer = client().ask(ID);

        // Then
        assertThat(answer.toString())
                .doesNotContain("\n")
                .doesNotContain("\u001b")
                .contains("a\\nERROR b");
    }

    private Registry client() {
        return new RegistryClient(new RegistryEndpoint(
                new OkHttpClient(), URI.create(server.url("/").toString())));
    }

    private static MockResponse schema(String text) {
        return new MockResponse(200, Headers.EMPTY, object(text).toString());
    }

    private static MockResponse withRules(String ruleSet) {
        ObjectNode answer = object("{'type':'record','name':'A','fields':[]}");
        try {
            answer.set("ruleSet", new ObjectMapper().readTree(ruleSet.replace('\'', '"')));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
        return new MockResponse(200, Headers.EMPTY, answer.toString());
    }

    private static ObjectNode object(String schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.replace('\'', '"'));
    }
}
