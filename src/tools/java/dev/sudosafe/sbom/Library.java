package dev.sudosafe.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A library of the application.
///
/// @param classifier of the Maven artifact, or empty
/// @param licence its SPDX id, or several of which one may be chosen
record Library(String group, String name, String version, String classifier, String licence) {

    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]*)");

    private static final String CLASSPATH_EXCEPTION = "GPL-2.0-with-classpath-exception";

    static Library of(JsonNode component) {
        return new Library(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                classifier(component.path("purl").asText()),
                licence(component.path("licenses")));
    }

    private static String classifier(String purl) {
        Matcher matcher = CLASSIFIER.matcher(purl);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String licence(JsonNode licences) {
        return StreamSupport.stream(licences.spliterator(), false)
                .map(Library::id)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String id(JsonNode choice) {
        JsonNode licence = choice.path("license");
        String text = choice.path("expression")
                .asText(licence.path("id").asText(licence.path("name").asText()));
        return text.equals("GNU General Public License, version 2 with the GNU Classpath Exception")
                ? CLASSPATH_EXCEPTION
                : text;
    }

    String jar() {
        return "%s.%s-%s%s.jar".formatted(group, name, version, classifier.isEmpty() ? "" : "-" + classifier);
    }
}
