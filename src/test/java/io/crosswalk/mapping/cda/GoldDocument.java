package io.crosswalk.mapping.cda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Bundle, or a single resource, opened so that it can be compared with another. */
final class GoldDocument {

    private final List<GoldResource> resources = new ArrayList<>();
    private final Map<String, GoldResource> byUrl = new HashMap<>();
    private final Map<GoldResource, Map<String, GoldResource>> contained = new HashMap<>();
    private final boolean bundle;

    GoldDocument(JsonNode document) {
        bundle = document.path("resourceType").asText().equals("Bundle");
        if (bundle) {
            document.path("entry")
                    .forEach(entry -> add(
                            entry.path("resource"),
                            entry.path("fullUrl").asText(),
                            entry.path("request").path("url").asText()));
        } else {
            add(document, "", "");
        }
    }

    /** In the order of the document, each before what it contains. */
    List<GoldResource> resources() {
        return resources;
    }

    List<GoldResource> ofType(String type) {
        return resources.stream().filter(each -> each.type().equals(type)).toList();
    }

    @Nullable
    GoldResource target(GoldResource.Link link, GoldResource from) {
        String reference = link.target();
        if (reference.startsWith("#")) {
            return contained.getOrDefault(from.root(), Map.of()).get(reference.substring(1));
        }
        return byUrl.get(reference);
    }

    /** The references that lead nowhere; a search instead of an address leads to what the receiver has. */
    List<String> dangling() {
        List<String> dangling = new ArrayList<>();
        for (GoldResource resource : resources) {
            for (GoldResource.Link link : resource.links()) {
                if (bundle && target(link, resource) == null && link.target().indexOf('?') < 0) {
                    dangling.add(resource.type() + "." + link.path() + " -> " + link.target());
                }
            }
        }
        return dangling;
    }

    private void add(JsonNode resource, String url, String address) {
        if (!resource.has("resourceType")) {
            return;
        }
        GoldResource opened = new GoldResource(resource, null);
        resources.add(opened);
        byUrl.putIfAbsent(url, opened);
        byUrl.putIfAbsent(address, opened);
        byUrl.putIfAbsent(opened.type() + "/" + resource.path("id").asText(), opened);
        for (JsonNode each : resource.path("contained")) {
            GoldResource inner = new GoldResource(each, opened);
            resources.add(inner);
            contained
                    .computeIfAbsent(opened, any -> new HashMap<>())
                    .put(each.path("id").asText(), inner);
        }
    }
}
