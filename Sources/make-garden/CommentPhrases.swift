/// What the garden comments are put together from: phrases with gaps in braces, and words for the
/// gaps, written by hand.
enum CommentPhrases {
  /// What gardeners write; nothing in it is meant to sell.
  static let honest = [
    "how often do you water the {plant}", "how deep do the {plant} go",
    "how do you get rid of {pest}",
    "how many seeds per pot", "how big is that {tool}, please", "and how does it look today",
    "my {plant} finally made it", "my {plant} look like a crime scene", "mine never looked so good",
    "mine died in the first week", "the {pest} ate my {plant} again", "the {pest} won, I give up",
    "slugs, slugs everywhere", "slugs love my {plant} more than I do",
    "the slugs sent a thank you card",
    "thanks, this saved my {plant}", "thanks to you I own a {tool} now", "thanks from a {place}",
    "many thanks for the tip with the {tool}", "lovely video, lovely {plant}",
    "what a lovely {place} you have", "lovely light over the {place} today",
    "does this work on a {place}", "does it work with {plant} too", "is that a {tool} or a hat",
    "first frost here, goodbye {plant}", "get some sleep, you look like my {plant}",
    "I talk to my {plant} every day, and now they answer", "the {pest} are back, send help",
    "the cat sleeps on the {plant}, what now", "rain, rain, and then more rain",
    "put eggshells around the {plant}", "coffee grounds work for me", "a {tool} is all you need",
    "at 3:15 you can see the {pest} laugh", "you can see my {place} from there",
    "I watch this page with my seeds", "I had to visit my neighbour, her {plant} are huge",
    "now I have {plant} and no friends", "it took me {number} years to grow {plant}",
    "not one of my {plant} came up", "not a word about {pest} this time", "you had me at {plant}",
    "the link to the soil test does not open", "which page of the book is that",
    "best video for a {place} so far", "made the bed with {plant} today",
    "new here, hello from a {place}",
    "old seeds, and my {plant} still came up", "is the book any good",
    "who else is here for the {pest}",
  ]

  /// What sells, begs and baits.
  static let pitches = [
    "free {thing} for the first {number} people", "get your free {thing} now",
    "free {thing}, click the link",
    "totally free, really free", "claim your free {thing} today", "click here for {thing}",
    "click the link on my page", "click and see what happens to your {plant}",
    "subscribe to my channel", "subscribe and win {thing}", "subscribe now, get {thing}",
    "subscribe, subscribe, subscribe", "please visit my channel", "my channel has better {plant}",
    "check my channel for {thing}", "win {thing} today", "you can win a new {tool}",
    "giveaway of {number} {thing}", "big giveaway on my page", "the giveaway ends today",
    "use promo GROW{number} for {thing}", "promo for a {tool} on my page", "best promo of the year",
    "earn money with {plant}", "earn {number} a day from your {place}",
    "easy money, no {tool} needed",
    "make money while you sleep", "follow me for {thing}", "follow my page and earn",
    "follow back, please",
    "I made real money with {plant}, follow me", "money grows on {plant} 💰", "💰 ask me now 💰",
    "hot deal 💰 {thing}", "new {tool} for half the money",
  ]

  /// What looks like one and is the other, or something in between.
  static let tricky = [
    "not free of {pest}, but full of joy", "not free, but worth every penny, that {tool}",
    "the {thing} are not free, I asked", "seeds are not free here, sadly",
    "free is not the same as good",
    "I subscribe to the idea that weeds are shy flowers", "I would subscribe to your {plant}",
    "my {plant} did win a prize at the village show", "{pest} always win",
    "the {tool} went click, and so did my back", "follow the roots down with a {tool}",
    "peat free soil, at last", "my {place} is pest free, and friend free",
    "follow the sun around your {place}", "a new channel for the rain, dug with a {tool}",
    "good money for a bad {tool}", "lovely {plant}, now see mine on my channel",
    "thanks for the video, I do a giveaway of {thing} too", "how to earn with {plant}, see my page",
    "not a promo, I just like this {tool}",
    "the first {thing} are free at the library, go get some",
    "thanks, and subscribe to me too", "how do I win against {pest}",
    "mine are free to a good home",
    "you never click with {plant}, do you", "I earn my {plant} the hard way",
  ]

  /// What gardeners write in Korean.
  static let koreanHonest = [
    "감사합니다 덕분에 토마토 살렸어요", "감사합니다 오늘도 잘 봤어요", "영상 잘 봤습니다 감사합니다",
    "우리 집 고추는 왜 안 클까요", "물은 며칠에 한 번 주나요", "달팽이가 상추를 다 먹었어요",
    "베란다 에서도 되나요", "장미가 드디어 폈어요", "텃밭 초보 입니다 많이 배워요", "오늘 씨앗 심었어요",
    "토마토 가 너무 귀여워요", "상추 는 언제 심나요",
  ]

  /// What sells, begs and baits in Korean.
  static let koreanPitches = [
    "구독 하고 씨앗 받으세요", "지금 구독 하면 무료", "무료 씨앗 나눔 오늘 까지", "축하 합니다 당첨 되셨어요",
    "당첨 확인 하세요", "구독 구독 구독", "제 영상 도 구독 부탁해요", "무료 상담 오늘 만", "토마토 무료 나눔",
    "구독 하면 상추 드려요",
  ]

  /// What may stand in the gaps of a phrase.
  static let words: KeyValuePairs<String, [String]> = [
    "plant": [
      "tomatoes", "roses", "beans", "peppers", "pumpkins", "carrots", "tulips", "herbs", "cabbages",
      "potatoes", "strawberries", "sunflowers",
    ],
    "pest": ["slugs", "snails", "aphids", "pigeons", "moles", "weeds", "ants"],
    "thing": ["seeds", "pots", "soil", "bulbs", "gloves", "tools", "tomatoes", "gnomes"],
    "tool": ["spade", "hose", "rake", "greenhouse", "trowel", "watering can"],
    "place": ["balcony", "garden", "roof", "window sill", "greenhouse", "back yard"],
    "number": ["10", "20", "50", "100", "3"],
  ]

  /// What may stand before everything else.
  static let openers = [
    "hi", "hello", "wow", "oh no", "so", "great video", "friends", "people", "haha",
  ]

  /// Signs at the end of what gardeners write.
  static let honestEnds = ["", "", "", "!", "?", "...", " 🌱", " 🍅", " :)", " 🐌", " 😂", " 👩‍🌾"]

  /// Signs at the end of what sells.
  static let pitchEnds = ["", "", "!", "!!", "!!!", " 🔥", " 👉", " 🎁", " ;)", " 🌱", " 💰"]
}
