"""Names with which invented tables are filled (`table_sheets`)."""

from __future__ import annotations

ACROSS = (
    ("Sapporo", "Portland", "Oregon"), ("Sendai", "Riverside", "California"), ("Nagasaki", "Saint Paul", "Minnesota"),
    ("Osaka", "Chicago", "Illinois"), ("Nagoya", "Los Angeles", "California"),
    ("Hiroshima", "Honolulu", "Hawaii"), ("Kyoto", "Boston", "Massachusetts"), ("Yokohama", "San Diego", "California"),
    ("Fukuoka", "Oakland", "California"), ("Kagoshima", "Miami", "Florida"), ("Okayama", "San Jose", "California"),
    ("Gifu", "Cincinnati", "Ohio"), ("Matsuyama", "Sacramento", "California"), ("Kitakyushu", "Norfolk", "Virginia"),
)  # fmt: skip

AMERICAN = ("Nevada", "Vermont", "Oregon", "Kansas", "Utah", "Ohio", "Maine", "Iowa", "Hawaii", "Alabama")

GOODS = ("Machines", "Minerals", "Processed foods", "Computer & electronics", "Fuels", "Transportation equip.")

REGIONS = {
    "Japan": ("Aomori", "Niigata", "Toyama", "Tottori", "Shimane", "Hyogo"),
    "South Korea": ("Gangwon", "North Gyeongsang", "Busan", "Ulsan"),
    "Russia": ("Primorsky Krai", "Khabarovsk Krai", "Sakhalin Oblast", "Buryatia", "Irkutsk Oblast"),
    "China": ("Heilongjiang", "Shandong", "Hebei", "Henan", "Hunan"),
    "Mongolia": ("Ulaanbaatar", "Selenge", "Dornod"),
}  # fmt: skip
