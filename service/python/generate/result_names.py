"""What messages of the contract are called in Python, where not as there."""

# Answers. A message that is not here keeps its name, one that ends in
# Response then ends in Answer; one within another has the name of that before
# its own.
NAMES = {
    "GetVectorResponse": "Vector",
    "GetFactResponse": "FactAnswer",
    "ListFactsResponse": "FactPage",
    "SearchFactsResponse": "SearchAnswer",
    "GetOntologyResponse": "Ontology",
    "WriteFactsResponse": "WriteAnswer",
    "ImportFilesResponse": "ImportAnswer",
    "FindPathsResponse": "PathsAnswer",
    "ExplainExposureResponse": "WhyAnswer",
    "FindAffectedResponse": "Affected",
    "CompareExposureResponse": "Comparison",
    "AnswerCaseResponse": "CaseAnswer",
    "ProposeMeasuresResponse": "MeasurePlan",
    "FindSinglePointsResponse": "SinglePoints",
    "FindLoadBearingResponse": "LoadBearings",
    "FindChokePointsResponse": "ChokePoints",
    "EstimateLikelihoodResponse": "PairLikelihoods",
    "FindContradictionsResponse": "Contradictions",
    "FindUnknownsResponse": "Unknowns",
    "SettlePairsResponse": "PairSettlings",
    "SweepScenarioResponse.Progress": "SweepProgress",
}

# Messages that say what came out of a scenario, and have its tables.
EVALUATED = ("ScenarioResult", "EvaluateScenarioResponse")

# Messages that are always there, wherever a field has them: an answer without
# one is refused, not filled in.
REQUIRED = ("AnswerContext", "Completeness")

# Fields that are always there too.
REQUIRED_FIELDS = (
    "GetFactResponse.fact",
    "Match.fact",
    "FindPathsResponse.pair",
    "ExplainExposureResponse.pair",
    "Step.relation",
    "TimelineStep.tier",
    "TimelineStep.inherent_tier",
    "Pair.tier",
    "Pair.inherent_tier",
    "PlannedPair.before",
    "SinglePoint.tier",
    "TurnedPair.before",
    "TurnedPair.after",
    "PairOutcome.tier",
    "PairOutcome.inherent_tier",
    "ChokePoint.element",
    "CutElement.element",
    "SettlingSet.outcome",
    "RefusedFinding.finding",
    "PairSettling.now",
    "PairSettling.exposed",
    "PairSettling.not_exposed",
    "PairSettling.one_tier",
    "AnswerContext.options",
    "EvaluateScenarioResponse.result",
    "GetScenarioResponse.scenario",
    "CreateScenarioResponse.scenario",
    "UpdateScenarioResponse.scenario",
    "DeleteScenarioResponse.scenario",
)
