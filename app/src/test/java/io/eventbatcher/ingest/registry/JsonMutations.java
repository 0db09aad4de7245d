package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils JSON, as a tree and as a text. */
final class JsonMutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 400;

    private final Random random;
    private final List<String> words;

    /** @param words of the trade, which stand in each other's place */
    JsonMutations(Random random, List<String> words) {
        this.random = random;
        this.words = words;
    }

    String spoil(String text) {
        String spoilt = text;
        for (int change = random.nextInt(3); change >= 0; change--) {
            spoilt = random.nextInt(3) == 0 ? inText(spoilt) : inTree(spoilt);
        }
        return spoilt;
    }

    private String inText(String text) {
        if (text.isEmpty()) {
            return "{";
        }
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(20));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            case 3 -> text.substring(0, from) + (char) random.nextInt(0x250) + text.substring(to);
            default -> text.replace(word(), word());
        };
    }

    private String inTree(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException spoilt) {
            return text;
        }
        List<JsonNode> parents = new ArrayList<>();
        collect(tree, parents);
        if (parents.isEmpty()) {
            return strange(tree).toString();
        }
        JsonNode parent = parents.get(random.nextInt(parents.size()));
        JsonNode graft = parents.get(random.nextInt(parents.size())).deepCopy();
        if (parent instanceof ObjectNode object) {
            inObject(object, graft);
        } else if (parent instanceof ArrayNode array) {
            inArray(array, graft);
        }
        return tree.toString();
    }

    private void inObject(ObjectNode object, JsonNode graft) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? word() : names.get(random.nextInt(names.size()));
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(word(), strange(graft));
            case 2 -> object.set(name, graft);
            case 3 -> object.set(name, NODES.textNode(word()));
            default -> object.set(name, strange(graft));
        }
    }

    private void inArray(ArrayNode array, JsonNode graft) {
        switch (random.nextInt(4)) {
            case 0 -> array.removeAll();
            case 1 -> array.add(graft);
            case 2 -> array.insert(0, NODES.textNode(word()));
            default -> array.add(strange(graft));
        }
    }

    private JsonNode strange(JsonNode graft) {
        return switch (random.nextInt(40)) {
            case 0 -> deep(graft);
            case 1, 2, 3, 4, 5 -> NODES.nullNode();
            case 6, 7, 8, 9, 10 -> NODES.numberNode(-1);
            case 11, 12, 13, 14 -> NODES.numberNode(1e300);
            case 15, 16, 17, 18 -> NODES.booleanNode(true);
            case 19, 20, 21, 22 -> NODES.arrayNode();
            case 23, 24, 25, 26 -> NODES.objectNode();
            case 27, 28, 29, 30 -> NODES.textNode("");
            default -> NODES.textNode("\u0000a-b.\ud800");
        };
    }

    private JsonNode deep(JsonNode graft) {
        JsonNode nested = graft;
        String within = word();
        for (int level = random.nextInt(DEEP); level > 0; level--) {
            ObjectNode around = NODES.objectNode().put("type", "array");
            around.set(within, nested);
            nested = around;
        }
        return nested;
    }

    private String word() {
        return words.get(random.nextInt(words.size()));
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode()) {
            parents.add(node);
            node.forEach(part -> collect(part, parents));
        }
    }
}
