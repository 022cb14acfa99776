package dev.sudosafe.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.pod.Requester;

/// The part of an AdmissionReview that the doors need.
///
/// @param operation CREATE, UPDATE, DELETE or CONNECT
/// @param kind of the object, with its group unless that is empty, such as `Pod` or `apps/Deployment`
/// @param namespace of the object, empty for one that has none
/// @param oldObject a missing or null node unless the operation has one
/// @param requester as the API server has authenticated them
record AdmissionRequest(
        String uid,
        String operation,
        String kind,
        String namespace,
        JsonNode object,
        JsonNode oldObject,
        Requester requester) {}
