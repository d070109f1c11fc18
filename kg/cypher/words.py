"""The words and functions of Cypher, for what is misspelt and for what is completed."""

KEYWORDS = tuple(
    "ALL ANY AND AS ASC BY CALL CASE COLLECT CONTAINS COUNT DESC DISTINCT ELSE END ENDS EXISTS FALSE IN IS LIMIT MATCH NONE "  # noqa: SIM905
    "NOT NULL OPTIONAL OR ORDER RETURN SINGLE SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR YIELD".split()
)
FUNCTIONS = tuple(
    "abs acos all allShortestPaths any asin atan atan2 avg ceil char_length coalesce collect cos cot count date datetime "  # noqa: SIM905
    "degrees duration e elementId endNode exists exp floor haversin head isEmpty isNaN keys labels last left length "
    "localdatetime localtime log log10 ltrim max min nodes none nullIf percentileCont percentileDisc pi point properties "
    "radians rand randomUUID range reduce relationships replace reverse right round rtrim shortestPath sign sin single size "
    "split sqrt startNode stDev stDevP substring sum tail tan time toBoolean toBooleanList toBooleanOrNull toFloat "
    "toFloatList toFloatOrNull toInteger toIntegerList toIntegerOrNull toLower toString toStringList toStringOrNull toUpper "
    "trim type valueType date.truncate datetime.fromEpoch datetime.fromEpochMillis datetime.truncate duration.between "
    "duration.inDays duration.inMonths duration.inSeconds localdatetime.truncate point.distance".split()
)
